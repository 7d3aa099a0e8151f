package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whether there can be such a resource, against every text of a few characters. */
class SomeResourcePropertyTest {

    private record Said(boolean allow, boolean negated, String action, String resource) {

        String json() {
            return "{'Effect': '" + (allow ? "Allow" : "Deny") + "', 'Action': '" + action + "', '"
                    + (negated ? "NotResource" : "Resource") + "': '" + resource + "'}";
        }

        boolean speaksOf(String asked, String text) {
            return (action.equals("s:*") || action.equals(asked)) && matches(resource, text) != negated;
        }
    }

    @Property(tries = 1_000)
    void agreesWithEveryText(@ForAll("statements") List<Said> statements, @ForAll("patterns") String target) {
        // given
        MadeRole role =
                MadeRole.role("r").inline(statements.stream().map(Said::json).toArray(String[]::new));
        RolePrivileges privileges =
                RolePrivileges.of(role.resource(), Estates.estate().with(role).build());

        // when
        Certainty found = SomeResource.of(
                privileges, target, List.of(privileges.request("s:a", target), privileges.request("s:b", target)));

        // then
        boolean expected = ShortTexts.ALL.stream()
                .filter(text -> matches(target, text))
                .anyMatch(text -> allowed(statements, "s:a", text) && allowed(statements, "s:b", text));
        assertThat(found).isEqualTo(Certainty.certainly(expected));
    }

    private static boolean allowed(List<Said> statements, String action, String text) {
        return statements.stream().anyMatch(said -> said.allow() && said.speaksOf(action, text))
                && statements.stream().noneMatch(said -> !said.allow() && said.speaksOf(action, text));
    }

    private static boolean matches(String pattern, String text) {
        return text.matches(pattern.replace("?", ".").replace("*", ".*"));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMinLength(1).ofMaxLength(3);
    }

    @Provide
    Arbitrary<List<Said>> statements() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.of(false, false, true),
                        Arbitraries.of("s:*", "s:a", "s:b"),
                        patterns())
                .as(Said::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
