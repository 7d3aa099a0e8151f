/** Rules about instance metadata. */
package io.muster.rule.imds;
