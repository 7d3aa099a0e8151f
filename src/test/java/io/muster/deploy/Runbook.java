package io.muster.deploy;

import io.muster.grafana.PromQl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of {@code docs/runbooks}: the alert of its name, and the text. */
public record Runbook(String alert, String text) {

    private static final Path FOLDER = Path.of("docs", "runbooks");
    private static final Pattern BLOCK = Pattern.compile("```shell\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`((?:kubectl|curl|\\./examples)[^`]*)`");
    private static final Pattern QUERY =
            Pattern.compile("^promtool query instant \"\\$PROMETHEUS\" '([^']*)'$", Pattern.MULTILINE);

    public static List<Runbook> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md"))
                    .sorted()
                    .map(Runbook::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Runbook read(Path file) {
        try {
            return new Runbook(file.getFileName().toString().replace(".md", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text below a heading, up to the next; empty where there is none. */
    String section(String heading) {
        return Stream.of(text.split("(?m)^## ", -1))
                .filter(section -> section.startsWith(heading + "\n"))
                .map(section -> section.substring(heading.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** The blocks of commands, and those in the text. */
    List<String> scripts() {
        return Stream.of(BLOCK, INLINE)
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1))
                .toList();
    }

    /** The calls of Muster that find the cause, none of which changes anything. */
    public List<String> calls() {
        return section("Diagnosis")
                .lines()
                .filter(line -> line.startsWith("curl ") && line.contains("\"$MUSTER/"))
                .toList();
    }

    /** The scripts that it has one run once the cause is mended. */
    public List<String> examples() {
        return scripts().stream()
                .filter(script -> script.startsWith("./examples/"))
                .toList();
    }

    /** What a shell has to be told before any command of a runbook. */
    public static String preparation() {
        try {
            return BLOCK.matcher(Files.readString(FOLDER.resolve("README.md")))
                    .results()
                    .map(block -> block.group(1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it asks Prometheus. */
    public List<PromQl> expressions() {
        return QUERY.matcher(text)
                .results()
                .map(query -> new PromQl("runbook " + alert, query.group(1)))
                .toList();
    }

    @Override
    public String toString() {
        return alert;
    }
}
