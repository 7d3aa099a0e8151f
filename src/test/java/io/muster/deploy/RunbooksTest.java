package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.muster.grafana.PromQl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has a runbook, and its commands fit what is deployed. Those that call Muster are run by RunbookCallsTest. */
class RunbooksTest {

    private static final Path RULES = Path.of("deploy", "prometheus", "alerts.yaml");
    private static final Path SCRATCH = Path.of("target", "runbooks");
    private static final Pattern OBJECT =
            Pattern.compile("\\b(deployment|job|cronjob|hpa|networkpolicy|serviceaccount)[/ ]([a-z][a-z-]*)\\b(?! -o)");
    private static final Map<String, String> KINDS =
            Map.of("hpa", "horizontalpodautoscaler", "networkpolicy", "networkpolicy");
    private static final Pattern PACKAGE = Pattern.compile("\\bio(?:\\.\\w+)+");
    private static final Pattern LOG_SEARCH =
            Pattern.compile("kubectl .*\\blogs\\b.*\\| grep (-i )?['\"]?([^'\"\\n]+)");

    /** The line of the log that tells the cause, of each runbook that searches the log. */
    private static final Map<String, String> TELLING = Map.of(
            "MusterDatabaseUnread", "The database cannot be reached",
            "MusterEventsUnread", "The queue of events cannot be read",
            "MusterOwnRulesRefused", "A rule of your own was refused",
            "MusterRuleFailing", "A rule failed",
            "MusterScanBudgetBurnsFast", "Muster has no credentials to call AWS with");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)");

    static List<Runbook> runbooks() {
        return Runbook.all();
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        // when
        JsonNode file = Manifests.trees(Files.readString(RULES)).get(0);
        List<JsonNode> alerts = file.findParents("alert");

        // then
        assertThat(runbooks())
                .extracting(Runbook::alert)
                .containsExactlyInAnyOrderElementsOf(alerts.stream()
                        .map(alert -> alert.path("alert").asText())
                        .toList());
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(
                                alert.path("annotations").path("runbook_url").asText())
                        .matches("https://[^ ]+/runbooks/" + alert.path("alert").asText() + "\\.md"));
        assertThat(Files.readString(Path.of("docs", "runbooks", "README.md")))
                .contains(runbooks().stream()
                        .map(runbook -> "| [%1$s](%1$s.md) |".formatted(runbook.alert()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void aRunbookIsWhole(Runbook runbook) {
        assertThat(runbook.text()).startsWith("# " + runbook.alert() + "\n");
        assertThat(Stream.of("Meaning", "Impact", "Diagnosis", "Mitigation"))
                .allSatisfy(heading -> assertThat(runbook.section(heading)).isNotBlank());
        assertThat(runbook.expressions().size() + runbook.calls().size()).isPositive();
        assertThat(LINK.matcher(runbook.text()).results().map(link -> Path.of("docs", "runbooks", link.group(1))))
                .allMatch(Files::exists);
        assertThat(PACKAGE.matcher(runbook.text()).results().map(name -> name.group()))
                .allMatch(name -> Files.isDirectory(Path.of("src/main/java", name.replace('.', '/'))));
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void itsCommandsAreWellFormed(Runbook runbook) throws IOException {
        // given
        Path script = Files.createDirectories(SCRATCH).resolve(runbook.alert() + ".sh");
        Files.writeString(script, String.join("\n", runbook.scripts()) + "\n");

        // when, then
        Command.of("bash", "-n", script).succeeds();
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void itNamesWhatIsDeployed(Runbook runbook) {
        // given
        Set<String> deployed =
                Kustomize.production().all().stream().map(RunbooksTest::name).collect(Collectors.toSet());

        // when
        Stream<String> named = runbook.scripts().stream()
                .flatMap(script -> OBJECT.matcher(script).results())
                .map(object -> KINDS.getOrDefault(object.group(1), object.group(1)) + "/" + object.group(2));

        // then
        assertThat(named).isSubsetOf(deployed);
    }

    /** The API server's proxy calls from the control plane, which no NetworkPolicy of Muster lets in. */
    @ParameterizedTest
    @MethodSource("runbooks")
    void noCommandComesByAWayThatIsClosed(Runbook runbook) {
        assertThat(runbook.scripts()).noneMatch(script -> script.contains("/proxy/"));
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void itsSearchOfTheLogFindsTheLineOfTheAlert(Runbook runbook) {
        // given
        String line = TELLING.getOrDefault(runbook.alert(), "");

        // when
        Stream<MatchResult> searches = runbook.scripts().stream()
                .flatMap(script -> LOG_SEARCH.matcher(script).results());

        // then
        assertThat(searches)
                .allSatisfy(search -> assertThat(search.group(1) == null ? line : line.toLowerCase(Locale.ROOT))
                        .contains(search.group(2).strip()));
    }

    @Test
    void theLinesThatAreSearchedForAreLogged() throws IOException {
        // given
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }

        // then
        assertThat(TELLING.values()).allSatisfy(line -> assertThat(sources).contains("(\"" + line + "\""));
    }

    /** With Helm there is no ConfigMap that the running pods take their settings from. */
    @ParameterizedTest
    @MethodSource("runbooks")
    void theSettingsAreLookedUpWhereEitherToolHasThem(Runbook runbook) {
        String scripts = String.join("\n", runbook.scripts());

        assertThat(scripts.contains("get configmap")).isEqualTo(scripts.contains("set env deployment/muster --list"));
    }

    @Test
    void prometheusTakesTheirQueries() throws IOException {
        // given
        List<PromQl> queries = runbooks().stream()
                .flatMap(runbook -> runbook.expressions().stream())
                .toList();
        ObjectNode file = new ObjectMapper().createObjectNode();
        ArrayNode rules =
                file.putArray("groups").addObject().put("name", "runbooks").putArray("rules");
        queries.forEach(query ->
                rules.addObject().put("record", "asked:number" + rules.size()).put("expr", query.text()));
        Path scratch = Files.createDirectories(SCRATCH).resolve("queries.json");
        Files.writeString(scratch, file.toString());

        // when, then
        assertThat(Command.of("promtool", "check", "rules", scratch).succeeds())
                .contains(queries.size() + " rules found");
    }

    /** Names with colons are recorded by a rule of the file. */
    @Test
    void ratiosThatAreAskedForAreRecorded() throws IOException {
        // given
        JsonNode file = Manifests.trees(Files.readString(RULES)).get(0);
        Set<String> recorded =
                file.findValues("record").stream().map(JsonNode::asText).collect(Collectors.toSet());
        List<String> asked = new ArrayList<>();
        file.findParents("alert").forEach(alert -> asked.add(alert.path("expr").asText()));
        runbooks().forEach(runbook -> runbook.expressions().forEach(query -> asked.add(query.text())));

        // when
        Set<String> named =
                asked.stream().flatMap(text -> PromQl.recorded(text).stream()).collect(Collectors.toSet());

        // then
        assertThat(recorded).isNotEmpty().isEqualTo(named);
    }

    private static String name(HasMetadata manifest) {
        return manifest.getKind().toLowerCase(Locale.ROOT) + "/"
                + manifest.getMetadata().getName();
    }
}
