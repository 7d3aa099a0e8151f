package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a role may change every identity of the account, by all {@link IdentityActions} on any role or on any user. */
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
        Certainty all = Certainty.YES;
        for (String action : IdentityActions.ALL) {
            all = all == Certainty.NO ? all : all.and(role.allows(action, identity));
        }
        return all;
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
