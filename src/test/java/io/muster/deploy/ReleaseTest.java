package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.launch.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** .ci/release refuses what is no release before it builds. The builds themselves are tried at each release. */
class ReleaseTest {

    private static final String BUILDS = "GRAALVM_HOME names no native-image";
    private static final List<String> FILES = List.of(
            ".ci/release",
            "Dockerfile.jvm",
            "Dockerfile.native",
            "deploy/helm/muster/Chart.yaml",
            "docs/api/openapi.yaml",
            "schema.graphql");

    @TempDir
    Path folder;

    @Test
    void whatATagNamesAndTheChangelogTellsOfIsBuilt() {
        release("0.1.0");
        run("git", "tag", "v0.1.0");

        assertThat(run("bash", ".ci/release").output())
                .isEqualTo("No release: " + BUILDS + "; --no-native tries the rest\n");
    }

    @Test
    void whatNoTagNamesIsNot() {
        release("0.1.0");

        assertThat(run("bash", ".ci/release").output()).contains("no tag v* names this commit");
    }

    @ParameterizedTest
    @MethodSource("refuses")
    void anImproperReleaseIsRefused(
            String tag, String file, UnaryOperator<String> edit, boolean committed, String reason) {
        // given
        release("0.1.0");
        write(file, edit.apply(read(folder.resolve(file))));
        if (committed) {
            run("git", "commit", "--quiet", "--all", "--allow-empty", "--message=edited");
        }
        run("git", "tag", tag);

        // when
        Ended ended = run("bash", ".ci/release");

        // then
        assertThat(ended.output()).startsWith("No release: ").contains(reason);
        assertThat(ended.exitCode()).isEqualTo(1);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                argumentSet(
                        "a short tag",
                        "v1",
                        "CHANGELOG.md",
                        UnaryOperator.<String>identity(),
                        true,
                        "not of the form vX.Y.Z"),
                argumentSet(
                        "a candidate",
                        "v0.1.0-rc1",
                        "CHANGELOG.md",
                        UnaryOperator.<String>identity(),
                        true,
                        "not of the form vX.Y.Z"),
                argumentSet(
                        "leading zeros",
                        "v0.01.0",
                        "CHANGELOG.md",
                        UnaryOperator.<String>identity(),
                        true,
                        "not of the form vX.Y.Z"),
                argumentSet(
                        "changes",
                        "v0.1.0",
                        "CHANGELOG.md",
                        replaced("rest", "best"),
                        false,
                        "working tree has changes"),
                argumentSet(
                        "no section",
                        "v0.1.0",
                        "CHANGELOG.md",
                        replaced("[0.1.0]", "[0.1.1]"),
                        true,
                        "no section \"## [0.1.0] - <date>\""),
                argumentSet("no date", "v0.1.0", "CHANGELOG.md", replaced(" - 2026-11-27", ""), true, "no section"),
                argumentSet(
                        "an empty section", "v0.1.0", "CHANGELOG.md", replaced("- The rest.", ""), true, "is empty"),
                argumentSet(
                        "an image of another version",
                        "v0.1.0",
                        "Dockerfile.jvm",
                        replaced("ARG VERSION=0.1.0", "ARG VERSION=0.0.9"),
                        true,
                        "Dockerfile.jvm is not of version 0.1.0"),
                argumentSet(
                        "a chart of another version",
                        "v0.1.0",
                        "deploy/helm/muster/Chart.yaml",
                        replaced("appVersion: 0.1.0", "appVersion: 0.0.9"),
                        true,
                        "the Helm chart is not of version 0.1.0"),
                argumentSet(
                        "an API that was not copied",
                        "v0.1.0",
                        "schema.graphql",
                        replaced("type Query", "type  Query"),
                        true,
                        "docs/api/released/schema.graphql is not schema.graphql"),
                argumentSet(
                        "a schema that was not noted",
                        "v0.1.0",
                        "docs/api/released/schema-version",
                        replaced("7", "6"),
                        true,
                        "docs/api/released/schema-version is not 7"));
    }

    private static UnaryOperator<String> replaced(String from, String to) {
        return text -> {
            assertThat(text).contains(from);
            return text.replace(from, to);
        };
    }

    /** A repository of what the script looks at, as it is at a release of the version. */
    private void release(String version) {
        FILES.forEach(file ->
                write(file, read(Path.of(file)).replaceAll("(?m)^(ARG VERSION=|appVersion: ).*", "$1" + version)));
        write(
                "CHANGELOG.md",
                "# Changelog\n\n## [Unreleased]\n\n## [" + version
                        + "] - 2026-11-27\n\n- The rest.\n\n## [0.0.9] - 2026-11-01\n\n- Before.\n");
        write("docs/api/released/openapi.yaml", read(Path.of("docs/api/openapi.yaml")));
        write("docs/api/released/schema.graphql", read(Path.of("schema.graphql")));
        write("docs/api/released/schema-version", "7\n");
        write("src/main/resources/db/migration/V6__a.sql", "");
        write("src/main/resources/db/migration/V7__b.sql", "");
        run("git", "init", "--quiet");
        run("git", "config", "user.email", "releaser@example.com");
        run("git", "config", "user.name", "Releaser");
        run("git", "add", ".");
        run("git", "commit", "--quiet", "--message=release");
    }

    private void write(String file, String text) {
        try {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Ended run(String... words) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        // a hook of git, by which the build may run, names its own repository
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_") || name.equals("GRAALVM_HOME"));
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
        return Ended.of(builder, Duration.ofMinutes(1));
    }
}
