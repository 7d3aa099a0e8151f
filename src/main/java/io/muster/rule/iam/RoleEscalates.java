package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Escalation;
import io.muster.estate.privilege.PrivilegeGraph;
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

/** Does not apply to administrators, who have no more rights to gain and are judged by another rule. */
@Singleton
class RoleEscalates extends RoleInUse {

    private static final int PATHS_SHOWN = 10;

    RoleEscalates() {
        super(new RuleMetadata(
                "iam-instance-role-privilege-escalation",
                "Role of an instance can escalate its privileges",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "By a published path the role takes the rights of another identity, or gives itself more. A path counts where its"
                        + " actions are allowed on a target that there is: a role to be passed has to trust the service and to"
                        + " have more rights.",
                "Take one of the path's actions from the role, or name the roles in Resource and the service in a condition on"
                        + " iam:PassedToService.",
                List.of("https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"),
                List.of(
                        Control.prowler("iam_inline_policy_allows_privilege_escalation"),
                        Control.prowler("iam_policy_allows_privilege_escalation"))));
    }

    @Override
    public String version() {
        return "15";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.MANAGED_INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        if (RolePrivileges.of(role, estate).administrator() == Certainty.YES) {
            return Verdict.notApplicable();
        }
        List<Escalation> all = PrivilegeGraph.of(estate).escalations(role);
        List<Escalation> certain = all.stream()
                .filter(escalation -> escalation.certainty() == Certainty.YES)
                .toList();
        if (certain.isEmpty()) {
            return all.isEmpty()
                    ? withoutAny(role, estate)
                    : Verdict.unknown("possible, but not certain: " + all.get(0).name() + " to "
                            + all.get(0).target());
        }
        boolean administrator = certain.stream().anyMatch(Escalation::administrator);
        return fail(
                "The role can take more rights by " + certain.get(0).name() + " on "
                        + certain.get(0).target()
                        + (administrator ? ", up to those of an administrator." : "."),
                with(
                        instances,
                        Evidence.of("pathCount", certain.size())
                                .and(
                                        "paths",
                                        certain.stream()
                                                .limit(PATHS_SHOWN)
                                                .map(RoleEscalates::facts)
                                                .toList())));
    }

    private static Verdict withoutAny(Resource<Role> role, Estate estate) {
        Set<String> leftOut = PrivilegeGraph.of(estate).leftOut(role);
        return leftOut.isEmpty() ? Verdict.pass() : Verdict.unknown("not followed: " + String.join(", ", leftOut));
    }

    private static Map<String, Object> facts(Escalation escalation) {
        return Evidence.of("path", escalation.name())
                .and("actions", escalation.actions())
                .and("target", escalation.target())
                .and("administrator", escalation.administrator())
                .and(
                        "statements",
                        escalation.grants().stream().map(RoleEscalates::facts).toList())
                .facts();
    }

    private static Map<String, Object> facts(Statement statement) {
        return Evidence.of("policy", statement.policy())
                .and("statement", statement.position())
                .facts();
    }
}
