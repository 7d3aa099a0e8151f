package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever Muster's image is named, it is {@code muster:<version>-native} or {@code muster:<version>-jvm}. */
class ImageNamesTest {

    /** In contrast to {@code http://muster:8080} and to tags such as {@code muster:shared}. */
    private static final Pattern NAMED = Pattern.compile("muster:((?:\\d+\\.\\d|native|jvm|latest)[\\w.-]*)");

    private static final Pattern BUILD = Pattern.compile("docker build -f (Dockerfile\\.\\w+) -t (\\S+)");
    private static final Pattern KUSTOMIZED =
            Pattern.compile("- name: muster\\n(?: +newName: \\S+\\n)? +newTag: \"?([^\"\\s]+)");
    private static final Pattern VERSION = Pattern.compile("<revision>([\\d.]+)");

    private static final Pattern MAVEN = Pattern.compile("FROM maven:([\\d.]+)\\S* AS");
    private static final Pattern OLDEST_MAVEN = Pattern.compile("<requireMavenVersion><version>\\[([\\d.]+),\\)");
    private static final Pattern INSTALLED_MAVEN = Pattern.compile("(?:dnf|yum|apt-get|apk)\\b[^\\n]*\\bmaven");

    private record Mention(Path file, String tag) {}

    @Test
    void everyMentionHasAVersionAndSaysWhichImageItIs() {
        // when
        List<Mention> mentions = new ArrayList<>(mentions(NAMED));
        mentions.addAll(mentions(KUSTOMIZED));

        // then
        assertThat(mentions)
                .extracting(Mention::file)
                .contains(
                        Path.of("docs/installation.md"),
                        Path.of("compose.yaml"),
                        Path.of("Dockerfile.jvm"),
                        Path.of("Dockerfile.native"),
                        Path.of("docs/kubernetes.md"),
                        Path.of("deploy/k8s/base/kustomization.yaml"),
                        Path.of("deploy/k8s/components/jvm-image/kustomization.yaml"),
                        Path.of("deploy/k8s/overlays/production/kustomization.yaml"));
        assertThat(mentions).allSatisfy(mention -> assertThat(mention.tag()).isIn(tags()));
    }

    @Test
    void eachDockerfileMakesTheImageOfItsName() {
        assertThat(files().flatMap(file -> BUILD.matcher(text(file)).results()))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(build -> assertThat(build.group(2))
                        .isEqualTo("muster:" + version() + build.group(1).replace("Dockerfile.", "-")));
    }

    @Test
    void everyContainerOfMusterHasOneOfThem() {
        assertThat(Kustomize.overlays()
                        .map(overlay -> Manifests.parse(Kustomize.render(overlay)))
                        .flatMap(manifests -> manifests.workloads().stream())
                        .filter(Workload::isMuster)
                        .flatMap(workload -> workload.containers().stream())
                        .map(container -> container.getImage().replaceAll(".*:", "")))
                .isNotEmpty()
                .allSatisfy(tag -> assertThat(tag).isIn(tags()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void eachImageSaysWhatItIs(String image) {
        String dockerfile = text(Path.of("Dockerfile." + image));

        assertThat(dockerfile.substring(dockerfile.lastIndexOf("\nFROM ")))
                .contains("ARG VERSION=" + version() + "\n")
                .contains("org.opencontainers.image.version=\"$VERSION-" + image + "\"")
                .contains("org.opencontainers.image.revision=\"$REVISION\"")
                .contains("org.opencontainers.image.created=\"$CREATED\"")
                .contains("org.opencontainers.image.source=\"$SOURCE\"")
                .contains("org.opencontainers.image.licenses=\"Apache-2.0\"");
        assertThat(dockerfile.substring(0, dockerfile.lastIndexOf("\nFROM ")))
                .as("the application says the same version")
                .contains("ARG VERSION=" + version() + "\n")
                .contains("-Drevision=\"$VERSION\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "jvm"})
    void eachImageIsBuiltByAMavenThatTheBuildAllows(String image) {
        // given
        String dockerfile = text(Path.of("Dockerfile." + image));

        // when
        String maven = first(MAVEN, dockerfile);

        // then
        assertThat(ModuleDescriptor.Version.parse(maven))
                .isGreaterThanOrEqualTo(ModuleDescriptor.Version.parse(first(OLDEST_MAVEN, text(Path.of("pom.xml")))));
        assertThat(maven).as("one Maven for both").isEqualTo(first(MAVEN, text(Path.of("Dockerfile.jvm"))));
        assertThat(dockerfile).as("a distribution chooses its version").doesNotContainPattern(INSTALLED_MAVEN);
    }

    private static Set<String> tags() {
        return Set.of(version() + "-native", version() + "-jvm");
    }

    /** The version that is being worked on, as it will be released. */
    private static String version() {
        return first(VERSION, text(Path.of("pom.xml")));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s", pattern).isTrue();
        return matcher.group(1);
    }

    private static List<Mention> mentions(Pattern pattern) {
        return files().flatMap(file -> pattern.matcher(text(file))
                        .results()
                        .map((MatchResult match) -> new Mention(file, match.group(1))))
                .toList();
    }

    /** All that people read or machines build from, but no sources. */
    private static Stream<Path> files() {
        List<Path> files = new ArrayList<>();
        for (String root : List.of(".", ".ci", "deploy", "docs", "examples")) {
            try (Stream<Path> found = Files.walk(Path.of(root), root.equals(".") ? 1 : Integer.MAX_VALUE)) {
                found.filter(Files::isRegularFile)
                        .map(Path::normalize)
                        .filter(file -> file.toString().matches(".*(\\.(md|ya?ml|sh|tf)|run|Dockerfile\\.\\w+)"))
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files.stream();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
