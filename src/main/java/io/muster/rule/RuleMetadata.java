package io.muster.rule;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.RuleMetadata.Control;
import java.util.List;

/**
 * The description of a rule, for the readers of its findings.
 *
 * @param ruleId       stable; part of a finding's identity
 * @param title        the fault, in a few words: findings carry it
 * @param severity     the usual one; a verdict may differ
 * @param resourceKind the kind of the resources that it judges
 * @param rationale    why it matters, in a sentence or two
 * @param remediation  the steps that fix the fault
 * @param references   addresses of AWS's own documentation
 * @param controls     the published controls that ask for the same
 */
public record RuleMetadata(
        String ruleId,
        String title,
        Severity severity,
        Area area,
        ResourceKind resourceKind,
        String rationale,
        String remediation,
        List<String> references,
        List<Control> controls) {

    /** One control of a published framework, for example AWS-FSBP EC2.8. */
    public record Control(String framework, String control) {

        /** A control of AWS Foundational Security Best Practices, by its id in Security Hub. */
        public static Control fsbp(String control) {
            return new Control("AWS-FSBP", control);
        }

        /** A control of Security Hub that is part of other standards than AWS's own. */
        public static Control securityHub(String control) {
            return new Control("SecurityHub", control);
        }

        /** A recommendation of the CIS Amazon Web Services Foundations Benchmark. */
        public static Control cis(String version, String control) {
            return new Control("CIS-" + version, control);
        }

        /**
         * A check of Prowler, by its id.
         *
         * @see <a href="https://hub.prowler.com">Prowler Hub</a>
         */
        public static Control prowler(String check) {
            return new Control("Prowler", check);
        }
    }
}
