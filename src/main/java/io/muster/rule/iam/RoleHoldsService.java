package io.muster.rule.iam;

import io.muster.estate.privilege.Breadth;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.ServiceRights;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The role holds a service only if it holds all of its actions: one that is denied, or missing from a list, is enough to pass. */
@Singleton
class RoleHoldsService extends HeldRights {

    /** All of one service. */
    private record Service(String name) implements Right {

        @Override
        public Certainty heldBy(RolePrivileges privileges, Breadth breadth) {
            return ServiceRights.everything(privileges, name, breadth);
        }

        @Override
        public Stream<Statement> grants(RolePrivileges privileges, Breadth breadth) {
            return ServiceRights.grants(privileges, name, breadth).stream();
        }
    }

    RoleHoldsService() {
        super(
                new RuleMetadata(
                        "iam-instance-role-service-wildcard",
                        "Role of an instance may do everything in a sensitive service",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "All of a service is more than a workload needs: it holds the rights to delete, to share and to change who"
                                + " has access. All policies count together, with their denials and within the permissions"
                                + " boundary; a list of all actions is worth as much as the wildcard.",
                        "Name the actions that the workload calls and the resources that it uses. IAM Access Analyzer generates such"
                                + " a policy from CloudTrail: aws accessanalyzer start-policy-generation.",
                        List.of(
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                                "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21"),
                        List.of(
                                Control.fsbp("IAM.21"),
                                Control.fsbp("KMS.1"),
                                Control.fsbp("KMS.2"),
                                Control.prowler("iam_inline_policy_no_full_access_to_kms"),
                                Control.prowler("iam_policy_no_full_access_to_kms"),
                                Control.prowler("iam_policy_no_full_access_to_cloudtrail"),
                                Control.prowler("iam_inline_policy_no_full_access_to_cloudtrail"))),
                "The role may do everything in",
                "services",
                ServiceRights.services().stream().map(Service::new).toList());
    }
}
