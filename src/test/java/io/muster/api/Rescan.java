package io.muster.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of {@code examples/rescan.sh}. */
record Rescan(int exitCode, String output) {

    private static final long LIMIT_MINUTES = 3;

    static Rescan of(String url, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        assumeTrue(
                present("curl") && present("sh"), "examples/rescan.sh is not tested: there is no curl or no sh here");
        List<String> command = new ArrayList<>(List.of("sh", new File("examples/rescan.sh").getPath()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MUSTER_"));
        builder.environment().put("MUSTER_URL", url);
        builder.environment().put("MUSTER_POLL_SECONDS", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("it did not end: " + output);
        }
        return new Rescan(process.exitValue(), output);
    }

    private static boolean present(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
