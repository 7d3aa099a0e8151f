/** What proposed changes would make of findings, exposures, privileges and attack paths. Nothing is changed or stored. */
package io.muster.scan.whatif;
