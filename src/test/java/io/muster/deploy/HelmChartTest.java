package io.muster.deploy;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.muster.aws.AwsRegions;
import io.muster.docs.GeneratedFile;
import io.muster.grafana.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart renders, with each set of values, to manifests that the Kubernetes API takes and that keep kustomize's rules. */
class HelmChartTest {

    private static final Path SNAPSHOTS = Path.of("src", "test", "resources", "helm");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PRODUCTION = Helm.CHART.resolve("ci/production-values.yaml");
    private static final Pattern ROW = Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE);
    private static final Pattern VERSION = Pattern.compile("<revision>([\\d.]+)");

    /** Values that are set as a whole. */
    private static final Set<String> WHOLE = Set.of(
            "resources",
            "settings",
            "migration.resources",
            "networkPolicy.clients",
            "monitoring.dashboards.labels",
            "serviceAccount.annotations");

    static Stream<Path> valueSets() {
        return Helm.valueSets();
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void theLinterFindsNothing(Path values) {
        Helm.lint(values);
    }

    @ParameterizedTest
    @MethodSource("valueSets")
    void whatIsRenderedKeepsTheRules(Path values) {
        assertThat(Rule.allFaults(Helm.manifests(values))).isEmpty();
    }

    /** Dashboards and alerts are left out: they are the files of other folders. */
    @ParameterizedTest
    @MethodSource("valueSets")
    void whatIsRenderedIsTheSnapshot(Path values) {
        String rendered = Stream.of(Helm.render(values).split("(?m)^---\\n", -1))
                .filter(document -> !document.isBlank())
                .filter(document ->
                        !document.contains("grafana_dashboard") && !document.contains("kind: PrometheusRule"))
                .map(document -> "---\n" + document)
                .reduce("", String::concat);

        new GeneratedFile(
                        SNAPSHOTS.resolve(values.getFileName().toString().replace("-values", "")), HelmChartTest.class)
                .holds(rendered);
    }

    @Test
    void thereIsASnapshotForEachSetOfValues() throws IOException {
        try (Stream<Path> snapshots = Files.list(SNAPSHOTS)) {
            assertThat(snapshots.map(file -> file.getFileName().toString()))
                    .hasSizeGreaterThanOrEqualTo(7)
                    .containsExactlyInAnyOrderElementsOf(valueSets()
                            .map(file -> file.getFileName().toString().replace("-values", ""))
                            .toList());
        }
    }

    @Test
    void theAlertsAreKustomizesButForThePlaceOfTheRunbooks() throws IOException {
        // given
        String kustomized = alerts(Kustomize.production());

        // when
        String rendered = alerts(Helm.manifests(PRODUCTION));

        // then
        assertThat(rendered).contains("https://wiki.example.com/runbooks/MusterDown.md");
        assertThat(JSON.readTree(rendered))
                .isEqualTo(JSON.readTree(kustomized.replace(
                        "https://docs.example.com/muster/runbooks", "https://wiki.example.com/runbooks")));
    }

    private static String alerts(Manifests manifests) throws IOException {
        return JSON.writeValueAsString(manifests
                .of(PrometheusRule.class)
                .map(PrometheusRule::getSpec)
                .findFirst()
                .orElseThrow());
    }

    @Test
    void theDashboardsAreTheFiles() throws IOException {
        // given
        Map<String, String> deployed = Helm.manifests(PRODUCTION)
                .of(ConfigMap.class)
                .filter(map -> "1".equals(map.getMetadata().getLabels().get("grafana_dashboard")))
                .flatMap(map -> map.getData().entrySet().stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

        // when, then
        assertThat(deployed.keySet())
                .isEqualTo(Dashboard.all().stream().map(Dashboard::file).collect(toSet()));
        for (Map.Entry<String, String> dashboard : deployed.entrySet()) {
            assertThat(dashboard.getValue().strip())
                    .isEqualTo(Files.readString(Dashboard.FOLDER.resolve(dashboard.getKey()))
                            .strip());
        }
    }

    /** A hook runs before the objects of the release are there, so that it may refer to hooks of lower weight alone. */
    @ParameterizedTest
    @MethodSource("valueSets")
    void theMigrationNeedsNothingThatComesAfterIt(Path values) {
        Manifests manifests = Helm.manifests(values);
        assertThat(manifests.of(Job.class)).allSatisfy(job -> {
            assertThat(job.getSpec().getTemplate().getSpec().getServiceAccountName())
                    .isNull();
            assertThat(job.getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .get(0)
                            .getEnvFrom())
                    .allSatisfy(source -> assertThat(weight(manifests
                                    .find(
                                            ConfigMap.class,
                                            source.getConfigMapRef().getName())
                                    .orElseThrow()))
                            .isLessThan(weight(job)));
        });
    }

    /** A pod of before that is started again, and a rollout that is undone, would else meet settings that its version does not know. */
    @ParameterizedTest
    @MethodSource("valueSets")
    void theSettingsOfAPodAreThoseOfItsTemplate(Path values) {
        // when
        Stream<Container> containers = Helm.manifests(values)
                .of(Deployment.class)
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream());

        // then
        assertThat(containers).isNotEmpty().allSatisfy(container -> {
            assertThat(container.getEnvFrom()).isEmpty();
            assertThat(container.getEnv()).extracting(EnvVar::getName).contains("MUSTER_DATABASE_HOST");
        });
    }

    /** Kubernetes takes two dollars for one, and {@code $(A)} for a reference to a variable, in the values of variables. */
    @Test
    void dollarsOfASettingReachThePod(@TempDir Path folder) throws IOException {
        // given
        Path values = Files.writeString(
                folder.resolve("values.yaml"),
                Files.readString(Helm.CHART.resolve("ci/minimal-values.yaml"))
                        + "\nsettings:\n  MUSTER_AWS_SESSION_NAME: 'a$$b$(A)${c}'\n");

        // when
        Stream<EnvVar> variables = Helm.manifests(values)
                .of(Deployment.class)
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream());

        // then
        assertThat(variables)
                .filteredOn(variable -> variable.getName().equals("MUSTER_AWS_SESSION_NAME"))
                .extracting(EnvVar::getValue)
                .containsExactly("a$$$$b$$(A)$${c}");
    }

    @Test
    void secretsOfAStoreAreThereBeforeTheMigrationAndOutliveTheirEntry() {
        // when
        List<JsonNode> secrets = Helm.externalSecrets(Helm.CHART.resolve("ci/external-secrets-values.yaml"));

        // then
        assertThat(secrets)
                .extracting(secret -> secret.at("/spec/target/name").asText())
                .containsExactlyInAnyOrder("muster-database", "muster-database-owner");
        assertThat(secrets).allSatisfy(secret -> {
            assertThat(secret.path("apiVersion").asText()).isEqualTo("external-secrets.io/v1");
            assertThat(secret.at("/metadata/annotations/helm.sh~1hook-weight").asInt())
                    .isLessThan(-10);
            assertThat(secret.at("/spec/target/creationPolicy").asText()).isEqualTo("Orphan");
            assertThat(secret.at("/spec/target/deletionPolicy").asText()).isEqualTo("Retain");
            assertThat(secret.at("/spec/data").findValuesAsText("secretKey")).containsExactly("username", "password");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "replicas=2, /database/host",
        "'database.host=x,databse.port=1', databse",
        "'database.host=x,database.sslMode=verify-full', /database/caSecret",
        "'database.host=x,database.sslMode=on', /database/sslMode",
        "'database.host=x,settings.MUSTER_DATABASE_PASSWORD=x', MUSTER_DATABASE_PASSWORD",
        "'database.host=x,settings.MUSTER_ORGANIZATION_EXTERNAL_ID=x', MUSTER_ORGANIZATION_EXTERNAL_ID",
        "'database.host=x,extraEnv[0].name=MUSTER_ORGANIZATION_EXTERNAL_ID,extraEnv[0].value=x', /extraEnv/0",
        "'database.host=x,image.tag=latest', /image/tag",
        "'database.host=x,image.digest=abc', /image/digest",
        "'database.host=x,resources.limits.cpu=null', /resources/limits",
        "'database.host=x,shutdown.delaySeconds=2', /shutdown/delaySeconds",
        "'database.host=x,aws.roleArn=muster', /aws/roleArn",
        "'database.host=x,auth.oidc.issuer=https://x', /auth/oidc/audience",
        "'database.host=x,auth.signIn.clientId=x', /auth/signIn/existingSecret",
        "'database.host=x,auth.usersSecret=x', /auth/signIn/existingSecret",
        "'database.host=x,externalSecrets.enabled=true', /externalSecrets",
        "'database.host=x,rescan.image=curl', /rescan/image"
    })
    void valuesThatCannotBeAreRefused(String values, String place) {
        assertThat(Helm.refusal(values)).contains(place);
    }

    @Test
    void everyRegionThatMusterKnowsIsTaken() throws IOException {
        // when
        JsonNode schema = JSON.readTree(Helm.CHART.resolve("values.schema.json").toFile());
        String pattern =
                schema.at("/properties/aws/properties/defaultRegion/pattern").asText();

        // then
        assertThat(AwsRegions.names()).contains("eusc-de-east-1").allMatch(name -> name.matches(pattern));
        assertThat("nowhere").doesNotMatch(pattern);
    }

    @Test
    void theTableOfTheReadmeHasEveryValue() throws IOException {
        // given
        Set<String> values = new TreeSet<>();
        leaves(
                "",
                Manifests.trees(Files.readString(Helm.CHART.resolve("values.yaml")))
                        .get(0),
                values);

        // when
        Set<String> described = ROW.matcher(Files.readString(Helm.CHART.resolve("README.md")))
                .results()
                .map(row -> row.group(1))
                .collect(toSet());

        // then
        assertThat(described).isEqualTo(values);
    }

    @Test
    void theChartIsOfTheVersionThatIsBuilt() throws IOException {
        JsonNode chart = Manifests.trees(Files.readString(Helm.CHART.resolve("Chart.yaml")))
                .get(0);
        var version = VERSION.matcher(Files.readString(Path.of("pom.xml")));

        assertThat(version.find()).isTrue();
        assertThat(chart.path("version").asText()).isEqualTo(version.group(1));
        assertThat(chart.path("appVersion").asText()).isEqualTo(version.group(1));
    }

    private static int weight(HasMetadata manifest) {
        assertThat(manifest.getMetadata().getAnnotations()).containsEntry("helm.sh/hook", "pre-install,pre-upgrade");
        return Integer.parseInt(manifest.getMetadata().getAnnotations().get("helm.sh/hook-weight"));
    }

    private static void leaves(String path, JsonNode value, Set<String> leaves) {
        if (!value.isObject() || value.isEmpty() || WHOLE.contains(path)) {
            leaves.add(path);
            return;
        }
        value.properties()
                .forEach(entry -> leaves(
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), leaves));
    }
}
