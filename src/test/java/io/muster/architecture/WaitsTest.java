package io.muster.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests wait for as long as a machine under load may need. A wait that succeeds costs no more for it, and a shorter one fails for no
 * fault of the code.
 */
class WaitsTest {

    private static final int LEAST_SECONDS = 30;

    /** Awaitility and Mutiny's subscribers wait for ten seconds where no limit is set; Mutiny's {@code await()} follows a dot. */
    private static final Pattern WITHOUT_A_LIMIT = Pattern.compile(
            "(?<![.\\w])(?:Awaitility\\.)?await\\([^()]*\\)(?:(?!atMost|;|await\\().)*?\\.until"
                    + "|\\.await(?:Item|Failure|Completion|Items|NextItem|NextItems)\\(\\)",
            Pattern.DOTALL);

    private static final Pattern LIMIT =
            Pattern.compile("(?:atMost\\(|(?:LIMIT|PATIENCE) = )Duration\\.ofSeconds\\((\\d+)\\)"
                    + "|\\.(?:get|await|join)\\((\\d+), (?:TimeUnit\\.)?SECONDS");

    @Test
    void eachWaitHasALimit() {
        assertThat(places(source -> WITHOUT_A_LIMIT.matcher(source).results().map(found -> found.group())))
                .isEmpty();
    }

    @Test
    void noLimitIsShorterThanAMachineUnderLoadMayNeed() {
        assertThat(places(source -> LIMIT.matcher(source)
                        .results()
                        .filter(found -> seconds(found) < LEAST_SECONDS)
                        .map(found -> found.group())))
                .isEmpty();
    }

    private static int seconds(MatchResult limit) {
        return Integer.parseInt(limit.group(1) == null ? limit.group(2) : limit.group(1));
    }

    private static List<String> places(Function<String, Stream<String>> faults) {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> faults.apply(text(file)).map(fault -> file.getFileName() + ": " + fault))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
