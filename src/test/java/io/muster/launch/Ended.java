package io.muster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended.
 *
 * @param output what it wrote to its standard output, and its errors where the builder merges the two
 */
public record Ended(int exitCode, String output) {

    /** Runs a process without input to its end; one that outlives the limit is destroyed, and fails. */
    public static Ended of(ProcessBuilder builder, Duration limit) {
        try {
            Path output = Files.createTempFile("muster-process-", ".log");
            Process process = builder.redirectOutput(output.toFile()).start();
            try {
                process.getOutputStream().close();
                boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
                String said = Files.readString(output);
                assertThat(ended).as("it has ended after: " + said).isTrue();
                return new Ended(process.exitValue(), said);
            } finally {
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
