package io.muster.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The key classes that CONTRIBUTING names are there. */
class KeyClassesTest {

    private static final Path MAIN = Path.of("src", "main", "java", "io", "muster");

    private static final String HEAD = "| class | exists because |";
    private static final Pattern NAME = Pattern.compile("`(?:([a-z.]+)\\.)?([A-Z]\\w+)`");

    @Test
    void theKeyClassesAreThere() throws IOException {
        // given
        Stream<String> rows = Files.readString(Path.of("CONTRIBUTING.md"))
                .lines()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"));

        // when
        List<Path> named =
                rows.flatMap(row -> classes(row.split("\\|", -1)[1]).stream()).toList();

        // then
        assertThat(named)
                .hasSizeGreaterThan(60)
                .allSatisfy(path -> assertThat(path).exists());
    }

    /** A name without a package is in that of the name before it. */
    private static List<Path> classes(String cell) {
        List<Path> classes = new ArrayList<>();
        String packages = "";
        for (MatchResult name : NAME.matcher(cell).results().toList()) {
            packages = name.group(1) == null ? packages : name.group(1).replace('.', '/');
            classes.add(MAIN.resolve(packages).resolve(name.group(2) + ".java"));
        }
        return classes;
    }
}
