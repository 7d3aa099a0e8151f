package io.muster.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages, dashboards and alerts count the coverage of the same accounts: the enabled ones, or one that is chosen by hand. */
class CoverageCountsTest {

    private static final Pattern FILTER = Pattern.compile("filter: ?\\{[^{}]*\\binScope: [^{}]*}");
    private static final String OF_A_CHOSEN_ACCOUNT = "muster-account.json";

    static Stream<Path> files() throws IOException {
        List<Path> files;
        try (Stream<Path> pages = Files.walk(Path.of("src", "main", "resources", "ui"));
                Stream<Path> panels = Files.walk(Path.of("deploy", "grafana"))) {
            files = Stream.concat(pages, panels)
                    .filter(file -> file.toString().matches(".*\\.(js|json|yaml)"))
                    .filter(file -> !file.endsWith(OF_A_CHOSEN_ACCOUNT))
                    .toList();
        }
        return files.stream().filter(file -> filters(file).findAny().isPresent());
    }

    @ParameterizedTest
    @MethodSource("files")
    void theCoverageIsThatOfEnabledAccounts(Path file) {
        assertThat(filters(file)).allSatisfy(filter -> assertThat(filter).contains("enabled: true"));
    }

    private static Stream<String> filters(Path file) {
        try {
            return FILTER.matcher(Files.readString(file)).results().map(MatchResult::group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
