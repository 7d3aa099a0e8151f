package io.muster.graphql;

import static io.muster.graphql.GraphQl.ask;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients send null for what they leave out: each argument that may be null is answered for as one that is not sent. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class NullArgumentsTest {

    private static final String OF_THE_REQUEST = "\"(requestId|column|locations)\":[^,}\\]]*";

    private TypeDefinitionRegistry schema;

    @BeforeEach
    void readSchema() {
        schema = new SchemaParser().parse(get("/graphql/schema.graphql").asString());
    }

    @Test
    void nullIsNotSent() {
        // given
        List<FieldDefinition> fields = schema.getType("Query", ObjectTypeDefinition.class)
                .orElseThrow()
                .getFieldDefinitions();

        // when
        List<String> differing = fields.stream()
                .flatMap(field -> field.getInputValueDefinitions().stream()
                        .flatMap(this::nulls)
                        .filter(sent -> !answer(field, sent).equals(answer(field, "")))
                        .map(sent -> field.getName() + "(" + sent + "): " + answer(field, sent)))
                .toList();

        // then
        assertThat(fields).hasSizeGreaterThan(80);
        assertThat(differing).isEmpty();
    }

    /** Below the entries of a list, where there need be no entry: a field is compiled with its arguments before any row is read. */
    @Test
    void nullIsNotSentToFieldsOfEntries() {
        // given
        List<FieldDefinition> lists =
                schema.getType("Query", ObjectTypeDefinition.class).orElseThrow().getFieldDefinitions().stream()
                        .filter(field ->
                                field.getInputValueDefinitions().stream().noneMatch(this::isRequired))
                        .filter(field -> !fieldsOfEntries(field).isEmpty())
                        .toList();

        // when
        List<String> differing = lists.stream()
                .filter(list -> !entries(list, true).equals(entries(list, false)))
                .map(list -> list.getName() + ": " + entries(list, true))
                .toList();

        // then
        assertThat(lists)
                .hasSizeGreaterThan(60)
                .allSatisfy(list ->
                        assertThat(entries(list, false)).contains("\"nodes\":[").doesNotContain("\"errors\""));
        assertThat(differing).isEmpty();
    }

    private String entries(FieldDefinition list, boolean nulls) {
        String fields = fieldsOfEntries(list).stream()
                .map(field -> field.getName()
                        + (nulls ? "(" + allNull(field) + ")" : "")
                        + (isComposite(field.getType()) ? " { __typename }" : ""))
                .collect(Collectors.joining(" "));
        return ask("{ " + list.getName() + " { nodes { " + fields + " } } }")
                .extract()
                .asString()
                .replaceAll(OF_THE_REQUEST, "");
    }

    private static String allNull(FieldDefinition field) {
        return field.getInputValueDefinitions().stream()
                .map(argument -> argument.getName() + ": null")
                .collect(Collectors.joining(", "));
    }

    private List<FieldDefinition> fieldsOfEntries(FieldDefinition list) {
        return fields(list.getType())
                .filter(field -> field.getName().equals("nodes"))
                .flatMap(nodes -> fields(nodes.getType()))
                .filter(field -> !field.getInputValueDefinitions().isEmpty()
                        && field.getInputValueDefinitions().stream().noneMatch(this::isRequired))
                .toList();
    }

    private Stream<FieldDefinition> fields(Type<?> type) {
        return schema.getType(name(type)).stream()
                .filter(ImplementingTypeDefinition.class::isInstance)
                .flatMap(found -> ((ImplementingTypeDefinition<?>) found).getFieldDefinitions().stream());
    }

    /** The argument as null, and each of its fields that may be. */
    private Stream<String> nulls(InputValueDefinition argument) {
        Stream<String> whole = isRequired(argument) ? Stream.empty() : Stream.of(argument.getName() + ": null");
        Stream<String> fields = inputType(argument.getType())
                .map(type -> type.getInputValueDefinitions().stream()
                        .filter(field -> !isRequired(field) && field.getDefaultValue() != null)
                        .map(field -> argument.getName() + ": {" + field.getName() + ": null}"))
                .orElseGet(Stream::empty);
        return Stream.concat(whole, fields);
    }

    private String answer(FieldDefinition field, String sent) {
        String required = field.getInputValueDefinitions().stream()
                .filter(argument -> isRequired(argument) && !sent.startsWith(argument.getName() + ":"))
                .map(argument -> argument.getName() + ": " + sample(argument.getType()))
                .collect(Collectors.joining(", "));
        String arguments =
                Stream.of(required, sent).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        String selection = isComposite(field.getType()) ? " { __typename }" : "";
        String document =
                "{ " + field.getName() + (arguments.isEmpty() ? "" : "(" + arguments + ")") + selection + " }";
        return ask(document).extract().asString().replaceAll(OF_THE_REQUEST, "");
    }

    private String sample(Type<?> type) {
        if (type instanceof NonNullType some) {
            return sample(some.getType());
        }
        if (type instanceof ListType list) {
            return "[" + sample(list.getType()) + "]";
        }
        String name = ((TypeName) type).getName();
        Optional<EnumTypeDefinition> values = schema.getType(name, EnumTypeDefinition.class);
        if (values.isPresent()) {
            return values.get().getEnumValueDefinitions().get(0).getName();
        }
        return switch (name) {
            case "Int" -> "1";
            case "Boolean" -> "true";
            case "DateTime" -> "\"2026-11-01T00:00:00Z\"";
            default -> inputType(type).map(this::required).orElse("\"internet\"");
        };
    }

    private String required(InputObjectTypeDefinition input) {
        return input.getInputValueDefinitions().stream()
                .filter(this::isRequired)
                .map(field -> field.getName() + ": " + sample(field.getType()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private boolean isRequired(InputValueDefinition value) {
        return value.getType() instanceof NonNullType;
    }

    private Optional<InputObjectTypeDefinition> inputType(Type<?> type) {
        return schema.getType(name(type), InputObjectTypeDefinition.class);
    }

    private boolean isComposite(Type<?> type) {
        return schema.getType(name(type))
                .filter(found -> found instanceof ImplementingTypeDefinition || found instanceof UnionTypeDefinition)
                .isPresent();
    }

    private static String name(Type<?> type) {
        return AstPrinter.printAst(type).replaceAll("[\\[\\]!]", "");
    }
}
