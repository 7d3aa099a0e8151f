package io.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A failed test is read by its name alone: it states the law. */
class TestNamesTest {

    /** The table of one rule's verdicts. */
    private static final String OF_A_RULE = "judges";

    private static final Pattern TEST = Pattern.compile(
            "^    @(?:Test|Property|ParameterizedTest|RepeatedTest)\\b[^\\n]*\\n"
                    + "(?:    (?! *(?:static |private |public |protected )*void )[^\\n]+\\n)*"
                    + "    (?:private |public |protected )?void (\\w+)\\(",
            Pattern.MULTILINE);

    @Test
    void aNameHasMoreThanOneWord() {
        assertThat(found(TEST).filter(name -> !name.endsWith(":" + OF_A_RULE)).filter(TestNamesTest::isOneWord))
                .isEmpty();
    }

    private static boolean isOneWord(String name) {
        return name.substring(name.indexOf(':')).chars().noneMatch(Character::isUpperCase);
    }

    private static Stream<String> found(Pattern pattern) {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            return sources.stream().flatMap(file -> names(file, pattern));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<String> names(Path file, Pattern pattern) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map((MatchResult found) -> file.getFileName() + ":" + found.group(1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
