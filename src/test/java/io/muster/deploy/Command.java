package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that may not be on this machine: where it is not, the calling test is skipped, and says so. */
record Command(List<String> words) {

    static Command of(Object... words) {
        return new Command(Stream.of(words).map(Object::toString).toList());
    }

    /** What it writes to its standard output; it must succeed. */
    String succeeds() {
        Ended ended = run();
        assertThat(ended.exitCode()).as(ended.output() + ended.errors()).isZero();
        return ended.output();
    }

    /** What it writes to its standard errors; it must fail. */
    String fails() {
        Ended ended = run();
        assertThat(ended.exitCode()).as(ended.output()).isNotZero();
        return ended.errors();
    }

    private record Ended(int exitCode, String output, String errors) {}

    private Ended run() {
        assumeTrue(isThere(), () -> words.get(0) + " is not on the path");
        try {
            Path errors = Files.createTempFile("command", ".log");
            Process process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            Ended ended = new Ended(process.exitValue(), output, Files.readString(errors));
            Files.delete(errors);
            return ended;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private boolean isThere() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, words.get(0))));
    }
}
