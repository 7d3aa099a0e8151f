package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The evaluation of whole roles against AWS's rules written out over single requests. */
class RolePrivilegesPropertyTest {

    private static final List<String> ACTIONS = List.of("a:X", "a:Y", "b:X");
    private static final List<String> RESOURCES = List.of("arn:aws:a:::1", "arn:aws:a:::2");

    /** @param condition whether the statement hangs on a condition of which nothing is known */
    private record Said(boolean allow, boolean notAction, String action, String resource, boolean condition) {

        String json() {
            return "{'Effect': '" + (allow ? "Allow" : "Deny") + "', '" + (notAction ? "NotAction" : "Action") + "': '"
                    + action + "', 'Resource': '" + resource + "'"
                    + (condition ? ", 'Condition': {'StringEquals': {'aws:RequestedRegion': 'eu-central-1'}}" : "")
                    + "}";
        }

        boolean appliesTo(String wantedAction, String wantedResource) {
            boolean named = matches(action.toLowerCase(Locale.ROOT), wantedAction.toLowerCase(Locale.ROOT));
            return named != notAction && matches(resource, wantedResource);
        }

        private static boolean matches(String pattern, String text) {
            return text.matches(pattern.replace("?", ".").replace("*", ".*"));
        }
    }

    @Property
    void agreesWithTheRulesOverSingleRequests(
            @ForAll("statements") List<Said> first,
            @ForAll("statements") List<Said> second,
            @ForAll("statements") List<Said> boundary,
            @ForAll boolean bounded) {
        // given
        MadeRole role = MadeRole.role("r").inline(texts(first)).attached(texts(second));
        if (bounded) {
            role.boundary(texts(boundary));
        }
        List<Said> identity = new ArrayList<>(first);
        identity.addAll(second);

        // when
        RolePrivileges privileges = RolePrivileges.of(
                role.resource(), Estates.estate().without(ResourceKind.KMS_KEY).build());

        // then
        for (String action : ACTIONS) {
            for (String resource : RESOURCES) {
                assertThat(privileges.allows(action, resource))
                        .isEqualTo(expected(identity, bounded ? boundary : null, action, resource));
            }
        }
    }

    private static Certainty expected(List<Said> identity, List<Said> boundary, String action, String resource) {
        Certainty byIdentity = one(identity, action, resource);
        Certainty byBoundary = boundary == null ? Certainty.YES : one(boundary, action, resource);
        if (byIdentity == Certainty.NO || byBoundary == Certainty.NO) {
            return Certainty.NO;
        }
        return byIdentity == Certainty.YES && byBoundary == Certainty.YES ? Certainty.YES : Certainty.POSSIBLE;
    }

    private static Certainty one(List<Said> said, String action, String resource) {
        List<Said> applying =
                said.stream().filter(s -> s.appliesTo(action, resource)).toList();
        if (applying.stream().anyMatch(s -> !s.allow() && !s.condition())
                || applying.stream().noneMatch(Said::allow)) {
            return Certainty.NO;
        }
        return applying.stream().anyMatch(s -> s.allow() && !s.condition()) ? Certainty.YES : Certainty.POSSIBLE;
    }

    private static String[] texts(List<Said> statements) {
        return statements.stream().map(Said::json).toArray(String[]::new);
    }

    @Provide
    Arbitrary<List<Said>> statements() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.of("*", "A:x", "a:?", "b:*", "*:Y", "none:such"),
                        Arbitraries.of("*", "arn:aws:a:::1", "arn:aws:a:::?", "arn:aws:a:::3"),
                        Arbitraries.of(true, false))
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
