package io.muster.api;

import io.muster.launch.Ended;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A run of {@code examples/rescan.sh}. */
record Rescan(int exitCode, String output) {

    static Rescan of(String url, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(Map.of("MUSTER_URL", url, "MUSTER_POLL_SECONDS", "1"));
        variables.putAll(environment);
        Ended run = Script.of(
                variables,
                Stream.concat(Stream.of("sh", "examples/rescan.sh"), List.of(arguments).stream())
                        .toArray(String[]::new));
        return new Rescan(run.exitCode(), run.output());
    }
}
