package io.muster.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds what it is there for: production's manifests with one thing wrong in them are refused. */
class BrokenManifestsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POD = "/spec/template/spec";
    private static final String CONTAINER = POD + "/containers/0";

    static Stream<Arguments> breakages() {
        return Stream.of(
                        ofContainers(),
                        ofPods(),
                        ofSelectors(),
                        ofNetworks(),
                        ofReferences(),
                        ofRollout(),
                        ofMonitoring())
                .flatMap(breakages -> breakages);
    }

    private static Stream<Arguments> ofContainers() {
        return Stream.of(
                broken("Deployment", CONTAINER + "/image", "\"muster\"", "without a tag"),
                broken("Deployment", CONTAINER + "/image", "\"r.example.com:5000/muster\"", "without a tag"),
                broken("Deployment", CONTAINER + "/image", "\"muster:latest\"", "without a tag"),
                broken("Deployment", CONTAINER + "/resources/requests/memory", null, "does not request"),
                broken("Job", CONTAINER + "/resources/limits/cpu", null, "does not limit"),
                broken("Deployment", CONTAINER + "/securityContext", null, "may escalate"),
                broken("Job", CONTAINER + "/securityContext/readOnlyRootFilesystem", "false", "may write to its image"),
                broken("Deployment", CONTAINER + "/securityContext/privileged", "true", "is privileged"),
                broken("Job", CONTAINER + "/securityContext/capabilities/drop", "[\"NET_RAW\"]", "keeps capabilities"),
                broken("Job", CONTAINER + "/securityContext/capabilities/add", "[\"CHOWN\"]", "keeps capabilities"));
    }

    private static Stream<Arguments> ofPods() {
        return Stream.of(
                broken("Deployment", POD + "/securityContext/runAsNonRoot", "false", "may run as root"),
                broken("Job", POD + "/securityContext/runAsUser", "0", "has no user"),
                broken("Deployment", POD + "/securityContext/seccompProfile", null, "no seccomp profile"),
                broken("Deployment", POD + "/automountServiceAccountToken", null, "a token it has no use for"),
                broken("Deployment", POD + "/hostNetwork", "true", "reaches into its node"),
                broken("Deployment", POD + "/volumes/0/hostPath", "{\"path\": \"/\"}", "reaches into its node"),
                broken("Deployment", POD + "/topologySpreadConstraints/1/nodeTaintsPolicy", null, "waits for nodes"),
                broken("Deployment", CONTAINER + "/volumeMounts", "[]", "has no /tmp"),
                broken("Deployment", CONTAINER + "/livenessProbe", null, "whether it is live"),
                broken("Deployment", CONTAINER + "/readinessProbe/httpGet/port", "\"http\"", "/q/health/ready is not"),
                broken(
                        "Deployment",
                        CONTAINER + "/startupProbe/httpGet/path",
                        "\"/q/health\"",
                        "/q/health/started is"));
    }

    private static Stream<Arguments> ofSelectors() {
        return Stream.of(
                broken("Service", "/spec/selector/app.kubernetes.io~1name", "\"another\"", "muster: selects no pod"),
                broken("Service", "/spec/ports/0/targetPort", "\"web\"", "no pod has the port web"),
                broken("Deployment", "/spec/selector/matchLabels/app.kubernetes.io~1name", "\"x\"", "selects no pod"),
                broken(
                        "PodDisruptionBudget",
                        "/spec/selector/matchLabels/app.kubernetes.io~1name",
                        "\"x\"",
                        "(budget)"),
                broken("HorizontalPodAutoscaler", "/spec/scaleTargetRef/name", "\"x\"", "scales nothing"),
                broken("Deployment", "/spec/replicas", "2", "that its autoscaler decides about"));
    }

    private static Stream<Arguments> ofNetworks() {
        return Stream.of(
                broken("NetworkPolicy deny-by-default", "/spec/policyTypes", "[\"Ingress\"]", "nothing is denied"),
                broken("NetworkPolicy", "/spec/ingress/0/ports/0/port", "8081", "where nobody listens"),
                broken("NetworkPolicy", "/spec/egress/1/to/0/ipBlock/except", "[]", "metadata service"),
                broken(
                        "Deployment",
                        CONTAINER + "/env/0",
                        literal("MUSTER_DATABASE_PORT", "6432"),
                        "muster: no policy lets it call its database"),
                broken("NetworkPolicy", "/spec/podSelector/matchLabels/app.kubernetes.io~1name", "\"x\"", "no pod"));
    }

    private static Stream<Arguments> ofReferences() {
        return Stream.of(
                broken("Deployment", CONTAINER + "/envFrom/0/configMapRef/name", "\"x\"", "needs the ConfigMap x"),
                broken("Deployment", CONTAINER + "/env/0/valueFrom/secretKeyRef/name", "\"x\"", "needs the Secret x"),
                broken("Job", CONTAINER + "/env/3/valueFrom/secretKeyRef/key", "\"x\"", "with x"),
                broken("Deployment", POD + "/serviceAccountName", "\"x\"", "needs the ServiceAccount x"),
                broken("Deployment", CONTAINER + "/env/0/name", "\"MUSTER_DATABASE_USER\"", "is no setting"),
                broken("Deployment", CONTAINER + "/env/0/name", "\"QUARKUS_SHUTDOWN\"", "is no setting"),
                broken(
                        "Deployment",
                        CONTAINER + "/env/0",
                        literal("MUSTER_DEMO_ENABLED", "false"),
                        "ends the sessions"),
                broken("Deployment", CONTAINER + "/env/0/name", "\"QUARKUS_SHUTDOWN_DELAY_ENABLED\"", "when the image"),
                broken("Deployment", CONTAINER + "/env/1", literal("MUSTER_DATABASE_PASSWORD", "x"), "for all to read"),
                broken(
                        "Deployment",
                        CONTAINER + "/env/1",
                        literal("MUSTER_ORGANIZATION_EXTERNAL_ID", "x"),
                        "MUSTER_ORGANIZATION_EXTERNAL_ID is there for all to read"));
    }

    private static Stream<Arguments> ofRollout() {
        return Stream.of(
                broken("Deployment", "/spec/strategy/rollingUpdate/maxUnavailable", "1", "too few replicas"),
                broken("Deployment", POD + "/terminationGracePeriodSeconds", "35", "killed before it has drained"),
                broken("Deployment", CONTAINER + "/readinessProbe/periodSeconds", "6", "before anybody has seen"),
                broken("Deployment", CONTAINER + "/ports/0/containerPort", "8081", "other ports"),
                broken("Deployment", CONTAINER + "/env/0", literal("QUARKUS_MANAGEMENT_PORT", "9001"), "other ports"),
                broken("Job", CONTAINER + "/env/0/value", "\"false\"", "nobody who migrates"),
                broken(
                        "CronJob",
                        "/spec/jobTemplate" + CONTAINER + "/command",
                        "[\"http://x/\"]",
                        "no Service serves"));
    }

    private static Stream<Arguments> ofMonitoring() {
        return Stream.of(
                broken("ServiceMonitor", "/spec/endpoints/0/port", "\"http\"", "no Service has metrics"),
                broken("ServiceMonitor", "/spec/endpoints/0/path", "\"/metrics\"", "no Service has metrics"),
                broken("PrometheusRule", "/spec/groups/0/rules/0/labels", "{}", "how bad it is"),
                broken("PrometheusRule", "/spec/groups/0/rules/0/annotations/runbook_url", null, "what to do"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("breakages")
    void theRuleFindsIt(String manifest, String pointer, String value, String fault) {
        // when
        Manifests broken = Manifests.of(production(manifest, pointer, value));

        // then
        assertThat(Rule.allFaults(broken)).anyMatch(found -> found.contains(fault));
    }

    @Test
    void anUnknownFieldIsRefused() {
        List<JsonNode> broken = production("Deployment", CONTAINER + "/readynessProbe", "{}");

        assertThatThrownBy(() -> Manifests.of(broken)).hasMessageContaining("readynessProbe");
    }

    @Test
    void anUnknownFieldOfACustomResourceIsRefused() {
        List<JsonNode> broken = production("ServiceMonitor", "/spec/endpoints/0/pth", "\"/q/metrics\"");

        assertThatThrownBy(() -> Manifests.of(broken)).hasMessageContaining("pth");
    }

    @Test
    void anUnknownKindIsRefused() {
        List<JsonNode> broken = production("Deployment", "/apiVersion", "\"extensions/v1beta1\"");

        assertThatThrownBy(() -> Manifests.of(broken)).hasMessageContaining("extensions/v1beta1 Deployment");
    }

    /** The first of that kind, or the one that is named; null takes the field away. */
    private static Arguments broken(String manifest, String pointer, String value, String fault) {
        return Arguments.of(manifest, pointer, value, fault);
    }

    private static String literal(String name, String value) {
        return "{\"name\": \"%s\", \"value\": \"%s\"}".formatted(name, value);
    }

    private static List<JsonNode> production(String manifest, String pointer, String value) {
        List<JsonNode> trees = Manifests.trees(Kustomize.renderProduction());
        String[] wanted = manifest.split(" ", 2);
        JsonNode tree = trees.stream()
                .filter(one -> one.path("kind").asText().equals(wanted[0]))
                .filter(one ->
                        one.at("/metadata/name").asText().equals(wanted.length > 1 ? wanted[1] : nameOf(wanted[0])))
                .findFirst()
                .orElseThrow();
        change(tree, pointer, value);
        return trees;
    }

    private static String nameOf(String kind) {
        return switch (kind) {
            case "Job" -> "muster-migration";
            case "CronJob" -> "muster-rescan";
            default -> "muster";
        };
    }

    private static void change(JsonNode tree, String pointer, String value) {
        int last = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1).replace("~1", "/");
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(field), json(value));
        } else if (value == null) {
            assertThat(((ObjectNode) parent).remove(field)).as(pointer).isNotNull();
        } else {
            ((ObjectNode) parent).set(field, json(value));
        }
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
