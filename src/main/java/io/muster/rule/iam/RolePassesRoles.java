package io.muster.rule.iam;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.PassRights;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A condition on the service or on the resource is a restriction, unless an asterisk makes it none. */
@Singleton
class RolePassesRoles extends RoleInUse {

    RolePassesRoles() {
        super(new RuleMetadata(
                "iam-instance-role-passrole-wildcard",
                "Role of an instance may pass many roles to any service",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "A role that is passed to a service acts for the principal that passed it. Without a condition on the service, each"
                        + " service that a role trusts is a way to its rights. More than " + Baseline.PASSABLE_ROLES
                        + " roles of the account, or roles of any name, count as many.",
                "Name the roles in Resource, and the service in a condition: {\"StringEquals\": {\"iam:PassedToService\":"
                        + " \"ec2.amazonaws.com\"}}.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"),
                List.of()));
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
        PassRights rights = PassRights.of(role, estate, Baseline.PASSABLE_ROLES);
        boolean any = rights.everyRole() == Certainty.YES;
        if (any || rights.passable().size() > Baseline.PASSABLE_ROLES) {
            return fail(
                    "The role may pass "
                            + (any ? "roles of any name" : "more than " + Baseline.PASSABLE_ROLES + " roles")
                            + " to any service.",
                    with(
                            instances,
                            Evidence.of("everyRole", any)
                                    .and("roles", rights.passable())
                                    .and(
                                            "statements",
                                            rights.grants().stream()
                                                    .map(Statement::facts)
                                                    .toList())));
        }
        if (!estate.knows(ResourceKind.ROLE) && rights.someRole() != Certainty.NO) {
            return Verdict.unknown("not known: " + estate.missing(ResourceKind.ROLE)
                    + "; the role may pass more roles than those that are known");
        }
        return rights.everyRole() == Certainty.POSSIBLE || rights.possible()
                ? Verdict.unknown("the role may pass roles under conditions that cannot be judged from its policies")
                : Verdict.pass();
    }
}
