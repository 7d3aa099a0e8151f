/** Exemptions of findings: suppressions with a reason, and attestations of resources that a person checked by hand. */
package io.muster.finding.exemption;
