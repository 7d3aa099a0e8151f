package io.muster.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.launch.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run of a shell script that calls Muster by curl. The calling test is skipped, and says so, where there is no curl or sh. */
final class Script {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private Script() {}

    /** Standard output and errors together; of Muster's variables it sees those that are given alone. */
    static Ended of(Map<String, String> environment, String... command) {
        assumeTrue(
                present("curl") && present("sh"),
                () -> String.join(" ", command) + " is not tested: there is no curl or no sh here");
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        builder.environment().putAll(environment);
        return Ended.of(builder, LIMIT);
    }

    /** The file that the runbooks have one make, for a service without access control. */
    static String curlConfig() throws IOException {
        Path file = Files.createDirectories(Path.of("target", "runbooks")).resolve("curl");
        Files.writeString(file, "silent\nshow-error\nfail-with-body\n");
        return file.toAbsolutePath().toString();
    }

    static boolean present(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
