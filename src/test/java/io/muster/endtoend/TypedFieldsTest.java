package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.KindModel;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The typed fields of every kind say the same as its document, of which {@link InventoryTest} proves every attribute. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class TypedFieldsTest {

    private static final String FIELDS = """
            query($type: String!) { __type(name: $type) { fields { name type { kind name
              ofType { kind name ofType { kind name ofType { kind name } } } } } } }""";
    private static final Set<String> PLAIN = Set.of("SCALAR", "ENUM");

    @BeforeEach
    void muster() {
        Mustered.once();
    }

    static List<ResourceKind> kinds() {
        return Made.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sayTheSameAsTheDocument(ResourceKind kind) {
        // given
        KindModel model = KindModel.of(kind);
        Set<String> attributes = Set.copyOf(
                model.properties().stream().map(property -> property.name()).toList());
        String selection = selection(model.name(), attributes);

        // when
        JsonNode nodes = Muster.ask(
                        "query($a: [String!]) { all: " + model.plural()
                                + "(filter: {accountIds: $a}, first: 500) { nodes { attributes typed: __typename "
                                + selection + " } } }",
                        Map.of("a", List.of(Mustered.ACCOUNT)))
                .path("all")
                .path("nodes");

        // then
        assertThat(nodes).isNotEmpty().allSatisfy(node -> {
            assertThat(node.path("typed").asText()).isEqualTo(model.name());
            node.path("attributes").properties().stream()
                    .filter(attribute -> node.has(attribute.getKey()))
                    .forEach(attribute ->
                            assertSame(attribute.getKey(), node.path(attribute.getKey()), attribute.getValue()));
        });
    }

    /** What is null is left out of a document; GraphQL shows it as null. */
    private static void assertSame(String path, JsonNode typed, JsonNode document) {
        if (typed.isArray()) {
            assertThat(typed).as(path).hasSize(document.size());
            for (int i = 0; i < typed.size(); i++) {
                assertSame(path + "[" + i + "]", typed.get(i), document.get(i));
            }
        } else if (typed.isObject() && document.isObject() && !JSON_FIELDS.contains(path.replaceAll("^.*\\.", ""))) {
            typed.properties()
                    .forEach(field ->
                            assertSame(path + "." + field.getKey(), field.getValue(), document.path(field.getKey())));
        } else if (document.isMissingNode()) {
            assertThat(typed.isNull()).as(path).isTrue();
        } else {
            assertThat(typed).as(path).isEqualTo(document);
        }
    }

    private static final Set<String> JSON_FIELDS = Set.of("document", "trustPolicy", "permissionsBoundaryDocument");

    private static String selection(String type, Set<String> wanted) {
        return Muster.each(
                        Muster.ask(FIELDS, Map.of("type", type)).path("__type").path("fields"))
                .filter(field ->
                        wanted.isEmpty() || wanted.contains(field.path("name").asText()))
                .map(field -> selection(field.path("name").asText(), innermost(field.path("type"))))
                .collect(Collectors.joining(" "));
    }

    private static String selection(String field, JsonNode type) {
        return PLAIN.contains(type.path("kind").asText())
                ? field
                : field + " { " + selection(type.path("name").asText(), Set.of()) + " }";
    }

    private static JsonNode innermost(JsonNode type) {
        return type.path("ofType").isObject() ? innermost(type.path("ofType")) : type;
    }
}
