package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Decision;
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
import java.util.Set;

/** The evidence lists the roles whose trust policies admit it: the right alone is not enough to assume a role. */
@Singleton
class RoleAssumesRoles extends RoleInUse {

    private static final String ASSUME = "sts:AssumeRole";
    private static final String OF_ANY_ACCOUNT = "arn:%s:iam::~any~:role/~any~";

    RoleAssumesRoles() {
        super(new RuleMetadata(
                "iam-instance-role-assumerole-wildcard",
                "Role of an instance may assume every role",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "Every role that trusts the account, or this role, is then within reach of all code on an instance,"
                        + " in other accounts as well. A trust policy that names the account was written in the belief that"
                        + " the account's own policies choose.",
                "Name the roles that the workload assumes in Resource, or take sts:AssumeRole from it.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_permissions-to-switch.html",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege"),
                List.of(Control.prowler("iam_no_custom_policy_permissive_role_assumption"))));
    }

    @Override
    public String version() {
        return "9";
    }

    @Override
    public Set<ResourceKind> consults() {
        return EnumSet.of(ResourceKind.INSTANCE, ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        RolePrivileges privileges = RolePrivileges.of(role, estate);
        String everyRole = OF_ANY_ACCOUNT.formatted(role.scope().partition());
        return switch (privileges.allows(ASSUME, everyRole)) {
            case NO -> Verdict.pass();
            case POSSIBLE ->
                Verdict.unknown(
                        "the role may assume every role under conditions that cannot be judged from its policies");
            case YES -> assumes(role, instances, privileges.decide(ASSUME, everyRole), estate);
        };
    }

    private Verdict assumes(Resource<Role> role, List<Resource<Instance>> instances, Decision decision, Estate estate) {
        List<String> letting = PrivilegeGraph.of(estate).assumable(role, Certainty.YES);
        return fail(
                "The role may assume every role; " + letting.size() + " of the account "
                        + (letting.size() == 1 ? "lets" : "let") + " it.",
                with(
                        instances,
                        Evidence.of("roleCount", letting.size())
                                .andFirst("roles", letting)
                                .and(
                                        "statements",
                                        decision.grants().stream()
                                                .map(Statement::facts)
                                                .toList())));
    }
}
