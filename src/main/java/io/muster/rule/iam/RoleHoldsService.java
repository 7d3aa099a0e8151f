package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.ServiceRights;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One action that is denied, or left out of a list, and the role does not hold all of the service. */
@Singleton
class RoleHoldsService extends RoleInUse {

    RoleHoldsService() {
        super(new RuleMetadata(
                "iam-instance-role-service-wildcard",
                "Role of an instance may do everything in a sensitive service",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "All of a service is more than a workload needs: it holds the rights to delete, to share and to change who"
                        + " has access. All policies count together, with what is denied and within the permissions"
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
                        Control.prowler("iam_inline_policy_no_full_access_to_cloudtrail"))));
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        List<String> held = new ArrayList<>();
        Set<Map<String, Object>> statements = new LinkedHashSet<>();
        boolean open = false;
        for (String service : ServiceRights.services()) {
            Certainty certainty = ServiceRights.everything(privileges, service);
            open |= certainty == Certainty.POSSIBLE;
            if (certainty == Certainty.YES) {
                held.add(service);
                ServiceRights.grants(privileges, service).forEach(grant -> statements.add(HeldRights.facts(grant)));
            }
        }
        if (!held.isEmpty()) {
            return fail(
                    "The role may do everything in " + String.join(", ", held) + ".",
                    with(instances, Evidence.of("services", held).and("statements", List.copyOf(statements))));
        }
        return open
                ? Verdict.unknown("the role has such rights under conditions that cannot be judged from its policies")
                : Verdict.pass();
    }
}
