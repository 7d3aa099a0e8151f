package io.muster.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the threat model and the security policy refer to is there. */
class ThreatModelTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)");

    @Test
    void theTestsThatHoldItAreThere() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            tests = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(toSet());
        }

        List<String> named = TEST.matcher(Files.readString(Path.of("docs", "threat-model.md")))
                .results()
                .map(test -> test.group(1))
                .toList();

        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(tests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECURITY.md", "docs/threat-model.md", "docs/runbooks/README.md", "examples/README.md"})
    void itsLinksLeadSomewhere(String file) throws IOException {
        Path folder = Path.of(file).toAbsolutePath().getParent();

        assertThat(LINK.matcher(Files.readString(Path.of(file))).results().map(link -> folder.resolve(link.group(1))))
                .isNotEmpty()
                .allMatch(Files::exists);
    }
}
