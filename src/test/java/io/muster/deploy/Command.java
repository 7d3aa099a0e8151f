package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.launch.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A program that may not be on this machine: where it is not, the calling test is skipped, and says so. */
record Command(List<String> words) {

    static Command of(Object... words) {
        return new Command(Stream.of(words).map(Object::toString).toList());
    }

    /** What it writes to its standard output; it must succeed. */
    String succeeds() {
        Told told = run();
        assertThat(told.ended().exitCode())
                .as(told.ended().output() + told.errors())
                .isZero();
        return told.ended().output();
    }

    /** What it writes to its standard errors; it must fail. */
    String fails() {
        Told told = run();
        assertThat(told.ended().exitCode()).as(told.ended().output()).isNotZero();
        return told.errors();
    }

    private record Told(Ended ended, String errors) {}

    private Told run() {
        assumeTrue(isThere(), () -> words.get(0) + " is not on the path");
        try {
            Path errors = Files.createTempFile("command", ".log");
            Ended ended = Ended.of(new ProcessBuilder(words).redirectError(errors.toFile()), Duration.ofMinutes(1));
            Told told = new Told(ended, Files.readString(errors));
            Files.delete(errors);
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, words.get(0))));
    }
}
