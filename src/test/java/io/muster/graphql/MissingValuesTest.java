package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.InstanceState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A document that lacks a value costs its entry of a page at most, and only where the value is asked for. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class MissingValuesTest {

    @Inject
    Store store;

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void anInstanceWithoutATypeIsLeftOutByName() {
        store.put("i-1", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of()));
        String broken = store.put("i-2", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of()));
        store.put("i-3", Samples.instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of()));
        lacks("i-2", "instanceType");

        ask("{ instances { totalCount nodes { resourceId instanceType } } }")
                .body("data.instances.nodes.resourceId", contains("i-1", "i-3"))
                .body("data.instances.totalCount", equalTo(3))
                .body("errors", hasSize(1))
                .body("errors[0].message", containsString(broken))
                .body("errors[0].message", containsString("instanceType"))
                .body("errors[0].path", contains("instances", "nodes"))
                .body("errors[0].extensions.code", equalTo("INTERNAL"));
        ask("{ instances { nodes { resourceId state } } }")
                .body("errors", nullValue())
                .body("data.instances.nodes.resourceId", contains("i-1", "i-2", "i-3"));
    }

    @Test
    void anInterfaceMayBeWithoutWhatAwsLeavesOut() {
        store.put("eni-1", Samples.networkInterface("vpc-1", "subnet-1", null, List.of()));
        Stream.of("interfaceType", "status", "vpcId", "subnetId").forEach(part -> lacks("eni-1", part));

        ask("{ networkInterfaces { nodes { resourceId interfaceType status vpcId subnetId vpc { id } } } }")
                .body("errors", nullValue())
                .body("data.networkInterfaces.nodes.resourceId", contains("eni-1"))
                .body("data.networkInterfaces.nodes[0].status", nullValue());
    }

    @Test
    void aRuleThatLacksItsProtocolCostsTheRule() {
        String group = store.put(
                "sg-1",
                Samples.group(
                        "web",
                        "vpc-1",
                        Samples.ingress("tcp", 22, 22, "10.0.0.0/8"),
                        Samples.ingress("udp", 53, 53, "10.0.0.0/8")));
        lacks("sg-1", "ingress,0,protocol");

        ask("{ securityGroups { nodes { resourceId ingress { protocol } egress { protocol } } } }")
                .body("data.securityGroups.nodes[0].ingress.protocol", contains("udp"))
                .body("data.securityGroups.nodes[0].egress", empty())
                .body("errors", hasSize(1))
                .body("errors[0].message", containsString("an entry of " + group))
                .body("errors[0].message", containsString("protocol"));
    }

    @Test
    void whatIsReachedOverALinkIsLeftOutAlike() {
        store.put("vpc-1", Samples.vpc());
        store.put("sg-1", Samples.group("web", "vpc-1"));
        store.put("sg-2", Samples.group("db", "vpc-1"));
        store.put("i-1", Samples.instance(InstanceState.RUNNING, "vpc-1", null, List.of("sg-1", "sg-2")));
        lacks("sg-1", "groupName");

        ask("{ instances { nodes { resourceId securityGroups { groupName } vpc { id } } } }")
                .body("data.instances.nodes[0].securityGroups.groupName", contains("db"))
                .body("errors", hasSize(1));
    }

    /** For every kind, every part of its document, one after the other. */
    @ParameterizedTest
    @MethodSource("kinds")
    void noMissingValueCostsThePage(KindModel kind) {
        // given a resource that lacks nothing, and one more for each value that a document may lack
        JsonNode whole = Documents.tree(Documents.write(document(kind.properties())));
        store.put("whole", Documents.read(whole.toString(), kind.type()));
        List<String> places = places(kind.properties(), "");
        for (int i = 0; i < places.size(); i++) {
            store.put("lacks-" + i, Documents.read(whole.toString(), kind.type()));
            lacks("lacks-" + i, places.get(i));
        }

        // when
        int all = places.size() + 1; // and no more: a page of a kind with many fields is costly
        String fields = "resourceId " + fields(kind.properties());
        JsonPath answer = ask("{ page: %s(first: %d) { totalCount nodes { %s } } }"
                        .formatted(kind.plural(), all, fields))
                .extract()
                .jsonPath();
        JsonPath edges = ask("{ page: %s(first: %d) { edges { node { %s } } } }".formatted(kind.plural(), all, fields))
                .extract()
                .jsonPath();

        // then
        List<String> served = answer.getList("data.page.nodes.resourceId");
        assertThat(answer.getInt("data.page.totalCount")).isEqualTo(all);
        assertThat(served).contains("whole").doesNotHaveDuplicates();
        assertThat(edges.<String>getList("data.page.edges.node.resourceId")).isEqualTo(served);
        int leftOut = all - served.size();
        List<Map<String, ?>> errors = answer.getList("errors");
        assertThat(errors == null ? 0 : errors.size()).isGreaterThanOrEqualTo(leftOut);
        for (int i = 0; i < places.size(); i++) {
            assertThat(served.contains("lacks-" + i) || required(kind.properties(), places.get(i)))
                    .as("without " + places.get(i))
                    .isTrue();
        }
    }

    static List<KindModel> kinds() {
        return KindModel.all();
    }

    private void lacks(String resourceId, String place) {
        store.update(
                "update resource set attributes = attributes #- string_to_array(?, ',') where resource_id = ?",
                place,
                resourceId);
    }

    /** A document with a value for every property. */
    private static Map<String, Object> document(List<Property> properties) {
        Map<String, Object> document = new HashMap<>();
        properties.forEach(property ->
                document.put(property.name(), property.list() ? List.of(value(property)) : value(property)));
        return document;
    }

    private static Object value(Property property) {
        Class<?> type = property.element();
        if (type.isRecord()) {
            return document(property.nested());
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (property.json()) {
            return Map.of("Statement", List.of());
        }
        return type == Boolean.class
                ? (Object) true
                : Number.class.isAssignableFrom(type)
                        ? (Object) 7
                        : type == Instant.class ? "2026-11-01T00:00:00Z" : "some-" + property.name();
    }

    /** The places of all values, those of a list in its first entry, as PostgreSQL writes a path. */
    private static List<String> places(List<Property> properties, String within) {
        List<String> places = new ArrayList<>();
        for (Property property : properties) {
            places.add(within + property.name());
            places.addAll(places(property.nested(), within + property.name() + (property.list() ? ",0," : ",")));
        }
        return places;
    }

    /** Whether the resource itself is nothing without the value. */
    private static boolean required(List<Property> properties, String place) {
        String[] steps = place.split(",", 2);
        Property property = properties.stream()
                .filter(one -> one.name().equals(steps[0]))
                .findFirst()
                .orElseThrow();
        return !property.list() && !property.nullable() && (steps.length == 1 || required(property.nested(), steps[1]));
    }

    private static String fields(List<Property> properties) {
        return properties.stream()
                .map(property -> property.nested().isEmpty()
                        ? property.name()
                        : property.name() + " { " + fields(property.nested()) + " }")
                .collect(Collectors.joining(" "));
    }
}
