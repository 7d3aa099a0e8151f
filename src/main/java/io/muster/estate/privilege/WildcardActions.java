package io.muster.estate.privilege;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The actions that a role holds on every resource, as patterns, after what is denied to it and within what bounds it. A pattern of which
 * only a part is denied, or not allowed by {@code NotAction}, names that behind it, as in {@code * but iam:*}.
 */
final class WildcardActions {

    /** @param except what the allowance leaves out */
    private record Held(String pattern, List<String> except) {

        boolean isNothing() {
            return isMeant(except, pattern);
        }

        Held without(List<String> more) {
            return new Held(
                    pattern,
                    Stream.concat(except.stream(), more.stream())
                            .filter(one -> Overlap.meets(pattern, one, false))
                            .distinct()
                            .sorted()
                            .toList());
        }

        String text() {
            return except.isEmpty() ? pattern : pattern + " but " + String.join(", ", except);
        }
    }

    private WildcardActions() {}

    static Set<String> of(RolePrivileges role) {
        Set<Held> held = allowed(role, role.policies().statements());
        for (Collection<Statement> limit : role.policies().limitStatements()) {
            held = within(held, allowed(role, limit));
        }
        List<Patterns> denied = denied(role);
        for (Patterns denial : denied) {
            if (denial.negated()) {
                held = within(held, named(denial.values()));
            }
        }
        List<String> taken = denied.stream()
                .filter(denial -> !denial.negated())
                .flatMap(denial -> denial.values().stream())
                .toList();
        return held.stream()
                .map(one -> one.without(taken))
                .filter(one -> !one.isNothing())
                .map(Held::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isMeant(List<String> patterns, String action) {
        return patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, action));
    }

    private static Set<Held> allowed(RolePrivileges role, Collection<Statement> statements) {
        return statements.stream()
                .filter(statement -> statement.allow() && everywhere(role, statement))
                .map(Statement::actions)
                .flatMap(actions -> actions.negated()
                        ? Stream.of(new Held("*", actions.values()))
                        : named(actions.values()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<Held> named(Collection<String> actions) {
        return actions.stream().map(action -> new Held(action, List.of())).collect(Collectors.toSet());
    }

    private static List<Patterns> denied(RolePrivileges role) {
        return Stream.concat(
                        role.policies().statements().stream(),
                        role.policies().limitStatements().stream().flatMap(Collection::stream))
                .filter(statement -> !statement.allow() && everywhere(role, statement))
                .map(Statement::actions)
                .toList();
    }

    private static boolean everywhere(RolePrivileges role, Statement statement) {
        return statement.conditions().hold(role.request("", "*").facts()) == Certainty.YES
                && !statement.resources().negated()
                && statement.resources().values().stream().anyMatch(text -> text.matches("\\*+"));
    }

    /** The narrower one of each two that meet. */
    private static Set<Held> within(Set<Held> held, Set<Held> bounds) {
        Set<Held> both = new LinkedHashSet<>();
        for (Held one : held) {
            for (Held bound : bounds) {
                List<String> except = Stream.concat(one.except().stream(), bound.except().stream())
                        .distinct()
                        .toList();
                if (Wildcards.matches(bound.pattern(), one.pattern())) {
                    both.add(new Held(one.pattern(), except));
                } else if (Wildcards.matches(one.pattern(), bound.pattern())) {
                    both.add(new Held(bound.pattern(), except));
                }
            }
        }
        return both;
    }
}
