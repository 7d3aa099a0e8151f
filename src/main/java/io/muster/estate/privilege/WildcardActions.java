package io.muster.estate.privilege;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The actions that a role holds on every resource, as patterns, after what is denied to it and within what bounds it. */
final class WildcardActions {

    private WildcardActions() {}

    static Set<String> of(RolePrivileges role) {
        Set<String> held = allowed(role.statements());
        for (Collection<Statement> limit : role.limitStatements()) {
            held = within(held, allowed(limit));
        }
        List<String> denied = Stream.concat(
                        role.statements().stream(),
                        role.limitStatements().stream().flatMap(Collection::stream))
                .filter(statement -> !statement.allow() && everywhere(role, statement))
                .filter(statement -> !statement.actions().negated())
                .flatMap(statement -> statement.actions().values().stream())
                .toList();
        Set<String> left = new TreeSet<>();
        held.stream()
                .filter(action -> denied.stream().noneMatch(denial -> Wildcards.matches(denial, action)))
                .filter(action -> !deniedToAllBut(role, action))
                .forEach(left::add);
        return left;
    }

    /** A guardrail that denies all but some actions leaves only what it names. */
    private static boolean deniedToAllBut(RolePrivileges role, String action) {
        return role.statements().stream()
                .filter(statement -> !statement.allow() && statement.actions().negated() && everywhere(role, statement))
                .anyMatch(statement ->
                        statement.actions().values().stream().noneMatch(named -> Wildcards.matches(named, action)));
    }

    private static Set<String> allowed(Collection<Statement> statements) {
        Set<String> allowed = new TreeSet<>();
        statements.stream()
                .filter(statement -> statement.allow()
                        && statement.conditions().areNone()
                        && !statement.resources().negated()
                        && statement.resources().values().stream().anyMatch(text -> text.matches("\\*+")))
                .forEach(statement -> {
                    if (statement.actions().negated()) {
                        allowed.add("*");
                    } else {
                        allowed.addAll(statement.actions().values());
                    }
                });
        return allowed;
    }

    private static boolean everywhere(RolePrivileges role, Statement statement) {
        return statement.conditions().hold(role.request("", "*").facts()) == Certainty.YES
                && !statement.resources().negated()
                && statement.resources().values().stream().anyMatch(text -> text.matches("\\*+"));
    }

    /** The narrower one of each two that meet. */
    private static Set<String> within(Set<String> held, Set<String> bounds) {
        Set<String> both = new TreeSet<>();
        for (String one : held) {
            for (String bound : bounds) {
                if (Wildcards.matches(bound, one)) {
                    both.add(one);
                } else if (Wildcards.matches(one, bound)) {
                    both.add(bound);
                }
            }
        }
        return both;
    }
}
