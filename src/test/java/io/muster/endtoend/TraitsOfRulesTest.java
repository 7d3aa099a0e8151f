package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each rule of the catalogue has a trait of {@link TraitsTest}, or a row in docs/testing.md that tells why moto cannot express it; each finding that is not
 * mended and brought back there has a row that tells why.
 */
class TraitsOfRulesTest {

    private static final Path DOCS = Path.of("docs");
    private static final Path TRAITS = Path.of("src", "test", "resources", "aws", "traits.txt");
    private static final String WITHOUT = "## Rules that moto cannot express";
    private static final String NOT_FIXED = "## Findings that moto cannot mend and bring back";

    @Test
    void eachRuleHasATraitOrACauseToHaveNone() throws IOException {
        // given
        String testing = Files.readString(DOCS.resolve("testing.md"));

        // when
        Set<String> traits = all("^([a-z0-9-]+) ", Files.readString(TRAITS));
        Set<String> without = all(
                "`([a-z0-9-]+)`",
                rows(section(testing, WITHOUT)).map(row -> row[1]).collect(Collectors.joining()));

        // then
        Set<String> either = new TreeSet<>(traits);
        either.addAll(without);
        assertThat(either).isEqualTo(all("^## ([a-z0-9-]+)$", Files.readString(DOCS.resolve("rules.md"))));
        assertThat(traits).doesNotContainAnyElementsOf(without);
    }

    @Test
    void eachFindingThatIsNotBroughtBackHasACause() throws IOException {
        // given
        String testing = section(Files.readString(DOCS.resolve("testing.md")), NOT_FIXED);

        // when
        List<String> told = rows(testing)
                .flatMap(row -> all("`([^`]+)`", row[1]).stream()
                        .map(finding -> finding + " " + row[2].strip().toUpperCase(Locale.ROOT)))
                .sorted()
                .toList();

        // then
        assertThat(told)
                .isEqualTo(Files.readString(TRAITS)
                        .lines()
                        .filter(line -> !line.endsWith(" FIXED"))
                        .map(line -> line.replaceFirst(" [A-Z]+ (?=[A-Z]+$)", " "))
                        .sorted()
                        .toList());
    }

    /** From the heading to the next one. */
    private static String section(String text, String heading) {
        return text.substring(text.indexOf(heading) + heading.length()).split("\n## ", -1)[0];
    }

    private static Stream<String[]> rows(String section) {
        return section.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|", -1));
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
