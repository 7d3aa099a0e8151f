/** Exemptions of findings: suppressions with a reason, and attestations of what a person checked by hand. */
package io.muster.finding.exemption;
