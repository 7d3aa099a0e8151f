package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each rule of the catalogue has a trait of {@link TraitsTest}, or a row in docs/testing.md that tells why moto cannot express it. */
class TraitsOfRulesTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path TRAITS = Path.of("src", "test", "resources", "aws", "traits.txt");
    private static final String WITHOUT = "## Rules that moto cannot express";

    @Test
    void eachRuleHasATraitOrACauseToHaveNone() throws IOException {
        // given
        String testing = Files.readString(DOCS.resolve("testing.md"));

        // when
        Set<String> traits = all("^([a-z0-9-]+) ", Files.readString(TRAITS));
        Set<String> without = all("`([a-z0-9-]+)`", firstColumn(testing.substring(testing.indexOf(WITHOUT))));

        // then
        Set<String> either = new TreeSet<>(traits);
        either.addAll(without);
        assertThat(either).isEqualTo(all("^## ([a-z0-9-]+)$", Files.readString(DOCS.resolve("rules.md"))));
        assertThat(traits).doesNotContainAnyElementsOf(without);
    }

    private static String firstColumn(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .collect(Collectors.joining());
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
