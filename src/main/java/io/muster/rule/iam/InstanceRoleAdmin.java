package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.RolePrivileges;
import io.muster.estate.privilege.Statement;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges the role by all of its policies together. */
@Singleton
class InstanceRoleAdmin extends RoleInUse {

    InstanceRoleAdmin() {
        super(new RuleMetadata(
                "iam-instance-role-admin",
                "Role of an instance is an administrator",
                Severity.CRITICAL,
                Area.IAM,
                ResourceKind.ROLE,
                "An attacker who runs code on one of the role's instances, or reads its metadata, controls the"
                        + " account. All policies of the role count together, with their denials and within its"
                        + " permissions boundary. Where policies of the organization alone keep the role from being one, it"
                        + " is so again once they change: MEDIUM.",
                "Replace the grants by the actions that the workload uses, which IAM Access Analyzer can work out from"
                        + " CloudTrail; until then, bound the role by a permissions boundary.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-policy-generation.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-1"),
                List.of(
                        Control.fsbp("IAM.1"),
                        Control.cis("3.0", "1.16"),
                        Control.cis("4.0", "1.16"),
                        Control.cis("5.0", "1.15"),
                        Control.cis("6.0", "2.15"),
                        Control.cis("7.0", "2.14"),
                        Control.prowler("iam_role_administratoraccess_policy"),
                        Control.prowler("iam_inline_policy_no_administrative_privileges"),
                        Control.prowler("iam_aws_attached_policy_no_administrative_privileges"),
                        Control.prowler("iam_customer_attached_policy_no_administrative_privileges"))));
    }

    @Override
    public String version() {
        return "10";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        return switch (privileges.administrator()) {
            case NO -> suspended(privileges.withoutOrganization(), instances);
            case YES ->
                fail(
                        "The role may change every identity of the account, and so give itself any right"
                                + held(instances),
                        evidence(privileges, instances));
            case POSSIBLE -> notKnown(privileges);
        };
    }

    private static Verdict suspended(RolePrivileges unbound, List<Resource<Instance>> instances) {
        return switch (unbound.administrator()) {
            case NO -> Verdict.pass();
            case YES ->
                Verdict.fail(
                        Severity.MEDIUM,
                        "But for policies of the organization, the role may change every identity of the account, and so"
                                + " give itself any right"
                                + held(instances),
                        evidence(unbound, instances));
            case POSSIBLE -> notKnown(unbound);
        };
    }

    private static Verdict notKnown(RolePrivileges privileges) {
        return Verdict.unknown(
                privileges.unreadable().isEmpty()
                        ? "the role is an administrator under conditions that cannot be judged from its policies"
                        : "not readable: " + String.join(", ", privileges.unreadable()));
    }

    private static String held(List<Resource<Instance>> instances) {
        return "; " + instances.size() + (instances.size() == 1 ? " instance has it." : " instances have it.");
    }

    private static Map<String, Object> evidence(RolePrivileges privileges, List<Resource<Instance>> instances) {
        return with(
                instances,
                Evidence.of(
                        "statements",
                        privileges.administratorGrants().stream()
                                .map(Statement::facts)
                                .toList()));
    }
}
