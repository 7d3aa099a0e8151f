package io.muster.graphql;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.DescribedNode;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.NamedNode;
import graphql.language.Node;
import graphql.language.TypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.muster.docs.GeneratedFile;
import io.muster.inventory.KindModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The schema that is served holds all that the contract promises. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class SchemaTest {

    private static final GeneratedFile SCHEMA = new GeneratedFile(Path.of("schema.graphql"), SchemaTest.class);

    @Test
    void holdsTheContract() throws IOException {
        Map<String, String> promised = members(contract());
        Map<String, String> served = members(served());
        List<String> broken = promised.entrySet().stream()
                .filter(member -> !member.getValue().equals(served.get(member.getKey())))
                .map(member -> member + ", but is " + served.get(member.getKey()))
                .toList();

        assertThat(promised).hasSizeGreaterThan(700);
        assertThat(broken).isEmpty();
    }

    @Test
    void isTheOneInTheRepository() {
        SCHEMA.holds(text());
    }

    @Test
    void describesEverything() {
        List<String> bare = new ArrayList<>();
        TypeDefinitionRegistry schema = served();
        for (TypeDefinition<?> type : schema.types().values()) {
            walk(type.getName(), type, bare);
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void hasARootFieldForEveryKind() {
        Map<String, String> served = members(served());
        assertThat(KindModel.all())
                .allSatisfy(kind ->
                        assertThat(served.get("Query." + kind.plural())).isEqualTo(kind.name() + "Connection!"));
    }

    private static void walk(String path, Node<?> node, List<String> bare) {
        if (node instanceof DescribedNode<?> described
                && (described.getDescription() == null
                        || described.getDescription().getContent().isBlank())) {
            bare.add(path);
        }
        for (Node<?> child : node.getChildren()) {
            if (child instanceof DescribedNode<?>) {
                walk(path + "." + ((NamedNode<?>) child).getName(), child, bare);
            }
        }
    }

    private static TypeDefinitionRegistry served() {
        return new SchemaParser().parse(text());
    }

    private static String text() {
        return get("/graphql/schema.graphql").then().statusCode(200).extract().asString();
    }

    private static TypeDefinitionRegistry contract() throws IOException {
        try (InputStream file = SchemaTest.class.getResourceAsStream("/contract.graphql")) {
            return new SchemaParser().parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Everything that has a name and a type, by its path. */
    private static Map<String, String> members(TypeDefinitionRegistry schema) {
        Map<String, String> members = new TreeMap<>();
        schema.types().values().forEach(type -> addType(type, members));
        schema.objectTypeExtensions().values().stream()
                .flatMap(List::stream)
                .forEach(type -> addFields(type.getName(), type.getFieldDefinitions(), members));
        return members;
    }

    private static void addType(TypeDefinition<?> type, Map<String, String> members) {
        members.put(type.getName(), type.getClass().getSimpleName());
        if (type instanceof ImplementingTypeDefinition<?> fields) {
            addFields(type.getName(), fields.getFieldDefinitions(), members);
            fields.getImplements()
                    .forEach(parent -> members.put(type.getName() + " implements " + print(parent), "yes"));
        }
        if (type instanceof InputObjectTypeDefinition input) {
            addInputs(type.getName(), input.getInputValueDefinitions(), members);
        }
        if (type instanceof EnumTypeDefinition values) {
            values.getEnumValueDefinitions()
                    .forEach(value -> members.put(type.getName() + "." + value.getName(), "value"));
        }
    }

    private static void addFields(String type, List<FieldDefinition> fields, Map<String, String> members) {
        for (FieldDefinition field : fields) {
            members.put(type + "." + field.getName(), print(field.getType()));
            addInputs(type + "." + field.getName(), field.getInputValueDefinitions(), members);
        }
    }

    private static void addInputs(String owner, List<InputValueDefinition> inputs, Map<String, String> members) {
        for (InputValueDefinition input : inputs) {
            String value = Optional.ofNullable(input.getDefaultValue())
                    .map(given -> " = " + print(given))
                    .orElse("");
            members.put(owner + "." + input.getName(), print(input.getType()) + value);
        }
    }

    private static String print(Node<?> node) {
        return AstPrinter.printAst(node).lines().collect(Collectors.joining(" "));
    }
}
