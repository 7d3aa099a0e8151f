/** The effects of proposed changes on findings, exposures, privileges and attack paths. Nothing is changed or stored. */
package io.muster.scan.whatif;
