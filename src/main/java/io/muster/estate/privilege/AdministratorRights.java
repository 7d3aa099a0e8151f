package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a role may change every identity of the account, by all {@link IdentityActions} on any role or on any user. What the
 * organization forbids is no right of anybody's: without it, an administrator is who may do the rest, as long as that gives a role
 * any rights.
 */
record AdministratorRights(RolePrivileges role) {

    Certainty certainty() {
        return everyIdentity().map(this::allowsAll).reduce(Certainty.NO, Certainty::or);
    }

    /** The statements that together make the role an administrator; as few as a simple search finds. */
    List<Statement> grants() {
        String identity =
                everyIdentity().max(Comparator.comparing(this::allowsAll)).orElseThrow();
        Set<String> open = new LinkedHashSet<>(IdentityActions.ALL);
        List<Statement> grants = new ArrayList<>();
        role.policies().statements().stream()
                .filter(Statement::allow)
                .sorted(Comparator.comparing((Statement statement) -> reach(statement, identity))
                        .reversed())
                .forEach(statement -> {
                    if (open.removeIf(action -> applies(statement, action, identity))) {
                        grants.add(statement);
                    }
                });
        return grants;
    }

    private Certainty allowsAll(String identity) {
        return all(identity, role::allows);
    }

    /** Whether it would be one if it had a policy that allows everything: not so within a boundary that does not. */
    Certainty ifGiven() {
        return all(role.arn(), role::mayBeGranted);
    }

    private Certainty all(String identity, Function<Request, Certainty> right) {
        Certainty all = Certainty.YES;
        boolean givesRights = false;
        for (String action : IdentityActions.ALL) {
            Request request = role.request(action, identity);
            Certainty one = right.apply(request);
            if (one == Certainty.NO) {
                all = all.and(forbiddenToRoles(request));
            } else {
                all = all.and(one);
                givesRights |= IdentityActions.GIVING_RIGHTS.contains(action);
            }
            if (all == Certainty.NO) {
                return all;
            }
        }
        return givesRights ? all : Certainty.NO;
    }

    private Certainty forbiddenToRoles(Request request) {
        return request.resource().contains(":role/")
                ? role.policies().organization().forbids(request)
                : Certainty.NO;
    }

    private long reach(Statement statement, String identity) {
        return IdentityActions.ALL.stream()
                .filter(action -> applies(statement, action, identity))
                .count();
    }

    private boolean applies(Statement statement, String action, String identity) {
        return statement.appliesTo(role.request(action, identity)) != Certainty.NO;
    }

    private Stream<String> everyIdentity() {
        return Stream.of("role", "user")
                .map(type -> "arn:" + role.partition() + ":iam::" + role.accountId() + ":" + type + "/"
                        + RolePrivileges.ANY_NAME);
    }
}
