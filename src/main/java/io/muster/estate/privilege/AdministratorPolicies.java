package io.muster.estate.privilege;

import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The account's own managed policies that make an administrator of whom they are attached to. */
final class AdministratorPolicies {

    private static final String ANY = RolePrivileges.ANY_NAME;

    private AdministratorPolicies() {}

    /**
     * Whether each that is attached to a role or bounds one makes an administrator, by their ARNs: others are not collected.
     *
     * @return POSSIBLE for one that cannot be read, or allows under conditions
     */
    static Map<String, Certainty> among(List<RolePrivileges> roles, AccountPrivileges account) {
        Map<String, Certainty> all = new TreeMap<>();
        for (RolePrivileges role : roles) {
            policies(role, account)
                    .forEach(policy -> all.computeIfAbsent(policy.name(), name -> certainty(policy, role)));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Stream<Policy> policies(RolePrivileges role, AccountPrivileges account) {
        Role attributes = role.role().attributes();
        return Stream.concat(
                attributes.attachedPolicies().stream()
                        .filter(attached -> !attached.awsManaged())
                        .filter(attached -> Objects.nonNull(attached.arn()))
                        .map(attached -> policy(attached, account)),
                Stream.ofNullable(attributes.permissionsBoundaryArn())
                        .filter(arn -> arn.contains("::" + role.accountId() + ":"))
                        .map(arn -> account.policy(arn, attributes.permissionsBoundaryDocument())));
    }

    private static Policy policy(AttachedPolicy attached, AccountPrivileges account) {
        return account.policy(attached.arn(), attached.document());
    }

    private static Certainty certainty(Policy policy, RolePrivileges role) {
        Layer layer = new Layer(List.of(policy));
        return Stream.of("role", "user")
                .map(type -> "arn:" + role.partition() + ":iam::" + role.accountId() + ":" + type + "/" + ANY)
                .map(identity -> IdentityActions.ALL.stream()
                        .map(action -> grants(layer, action, identity))
                        .reduce(Certainty.YES, Certainty::and))
                .reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty grants(Layer layer, String action, String resource) {
        Request request = new Request(action, resource, Facts.NONE);
        return layer.allows(request).and(layer.denies(request).not());
    }
}
