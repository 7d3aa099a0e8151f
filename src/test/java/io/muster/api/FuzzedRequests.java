package io.muster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes requests of a schema: documents that are right or nearly so, and bodies that are neither. */
final class FuzzedRequests {

    private static final int DEEPEST = 5;

    private final ObjectMapper json = new ObjectMapper();
    private final TypeDefinitionRegistry schema;
    private final Random random;
    private final FuzzedValues values;
    private Map<String, String> declared = new LinkedHashMap<>();
    private Map<String, Object> variables = new HashMap<>();
    /** Whether the types of the request are right, so that it is executed: one wrong value keeps a whole document from that. */
    private boolean typed;

    FuzzedRequests(String schema, Random random) {
        this.schema = new SchemaParser().parse(schema);
        this.random = random;
        this.values = new FuzzedValues(random);
    }

    /** A request's body. */
    String next() {
        declared = new LinkedHashMap<>();
        variables = new HashMap<>();
        typed = random.nextBoolean();
        int kind = random.nextInt(100);
        if (kind < 75) {
            return body(operation());
        }
        return kind < 90 ? body(oneOf(this::extreme)) : malformed(body(operation()));
    }

    private String body(String document) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", document);
        if (!variables.isEmpty() || random.nextBoolean()) {
            body.put("variables", variables);
        }
        if (chance(10)) {
            body.put("operationName", random.nextBoolean() ? "O" : values.text());
        }
        if (chance(5)) {
            body.put(oneOf("query", "variables", "operationName", "extensions"), values.json(3));
        }
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String operation() {
        String selection = selection("Query", 0);
        String parameters = declared.entrySet().stream()
                .map(variable -> "$" + variable.getKey() + ": " + variable.getValue())
                .collect(Collectors.joining(", "));
        return parameters.isEmpty() && random.nextBoolean()
                ? selection
                : "query O" + (parameters.isEmpty() ? "" : "(" + parameters + ")") + " " + selection;
    }

    private String selection(String typeName, int depth) {
        TypeDefinition<?> type = schema.getType(typeName).orElse(null);
        if (!(type instanceof ImplementingTypeDefinition<?> fields)) {
            return "";
        }
        List<FieldDefinition> all = fields.getFieldDefinitions();
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(i -> field(all.get(random.nextInt(all.size())), i, depth))
                .collect(Collectors.joining(" ", " { __typename ", " }"));
    }

    private String field(FieldDefinition field, int index, int depth) {
        String type = name(field.getType());
        boolean composite = schema.getType(type).orElse(null) instanceof ImplementingTypeDefinition<?>;
        if (composite && depth >= DEEPEST) {
            return "__typename";
        }
        String alias = "f" + index + "_" + depth + ": ";
        String arguments = field.getInputValueDefinitions().stream()
                .filter(argument -> argument.getType() instanceof NonNullType ? !chance(3) : random.nextInt(3) == 0)
                .map(argument -> argument.getName() + ": " + argument(argument))
                .collect(Collectors.joining(", "));
        String name = chance(2) ? values.name() : field.getName();
        return alias
                + name
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + directive()
                + selection(type, depth + 1);
    }

    private String directive() {
        return chance(3) ? oneOf(" @skip(if: false)", " @include(if: $x)", " @skip", " @nothing(a: 1)") : "";
    }

    private String argument(InputValueDefinition argument) {
        if (random.nextInt(4) > 0) {
            return literal(argument.getType(), 0);
        }
        String variable = "v" + declared.size();
        declared.put(variable, chance(5) ? oneOf("String", "Int!", "[ID]", "Nothing") : print(argument.getType()));
        if (!chance(5)) {
            variables.put(variable, value(argument.getType(), 0));
        }
        return "$" + variable;
    }

    /** A value of the type as it stands in a document, or sometimes another. */
    private String literal(Type<?> type, int depth) {
        if (chance(6)) {
            return values.literal();
        }
        if (type instanceof NonNullType nonNull) {
            return literal(nonNull.getType(), depth);
        }
        if (type instanceof ListType list) {
            return IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> literal(list.getType(), depth + 1))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        TypeDefinition<?> definition = schema.getType(name(type)).orElse(null);
        if (definition instanceof EnumTypeDefinition constants) {
            return constant(constants);
        }
        if (definition instanceof InputObjectTypeDefinition input) {
            return chosen(input, depth).stream()
                    .map(field -> field.getName() + ": " + literal(field.getType(), depth + 1))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return typed ? values.typedLiteral(name(type)) : values.literal(name(type));
    }

    /** The same as a variable's value. */
    private Object value(Type<?> type, int depth) {
        if (chance(6)) {
            return values.json(3);
        }
        if (type instanceof NonNullType nonNull) {
            return value(nonNull.getType(), depth);
        }
        if (type instanceof ListType list) {
            List<Object> entries = new ArrayList<>();
            IntStream.range(0, random.nextInt(4)).forEach(i -> entries.add(value(list.getType(), depth + 1)));
            return entries;
        }
        TypeDefinition<?> definition = schema.getType(name(type)).orElse(null);
        if (definition instanceof EnumTypeDefinition constants) {
            return constant(constants);
        }
        if (definition instanceof InputObjectTypeDefinition input) {
            Map<String, Object> fields = new LinkedHashMap<>();
            chosen(input, depth).forEach(field -> fields.put(field.getName(), value(field.getType(), depth + 1)));
            return fields;
        }
        return typed ? values.typedValue(name(type)) : values.value(name(type));
    }

    private List<InputValueDefinition> chosen(InputObjectTypeDefinition input, int depth) {
        return input.getInputValueDefinitions().stream()
                .filter(field -> random.nextInt(4 + 2 * depth) == 0)
                .toList();
    }

    private String constant(EnumTypeDefinition constants) {
        return constants
                .getEnumValueDefinitions()
                .get(random.nextInt(constants.getEnumValueDefinitions().size()))
                .getName();
    }

    /** Documents that are made to hurt. */
    private List<Supplier<String>> extreme() {
        int many = 1 + random.nextInt(5_000);
        int deep = 1 + random.nextInt(2_000);
        return List.of(
                () -> "{" + many(many, "a%d: rules { ruleId }") + "}",
                () -> "{" + "rules { ruleId } ".repeat(many) + "}",
                () -> "{ vpcs { nodes { " + "subnets { vpc { ".repeat(deep) + "id" + "} }".repeat(deep) + "} } }",
                () -> "{ ".repeat(deep),
                () -> "{ vpcs(filter: " + "[".repeat(deep) + "]".repeat(deep) + ") { totalCount } }",
                () -> "{ vpcs(filter: {ids: [" + many(many, "\"x%d\"") + "]}) { totalCount } }",
                () -> "{ ...f0 } " + many(many % 500, "fragment f%1$d on Query { ...f%2$d ...f%2$d }"),
                () -> "{ ...f0 } fragment f0 on Query { ...f1 } fragment f1 on Query { ...f0 }",
                () -> "{ rules { ruleId " + "@include(if: true) ".repeat(many) + "} }",
                () -> many(many, "query Q%d { rules { ruleId } }"),
                () -> "query(" + many(many, "$v%d: Int") + ") { rules { ruleId } }",
                () -> "{ vpcs(first: 1" + "0".repeat(many) + ") { totalCount } }",
                () -> "{ rule(ruleId: \"" + "x".repeat(many * 20) + "\") { ruleId } }",
                () -> "#" + "x".repeat(many * 20) + "\n{ rules { ruleId } }",
                () -> " ".repeat(many * 20) + "{ rules { ruleId } }",
                () -> "{ __schema { types { " + "ofType { ".repeat(deep % 30) + "name" + " }".repeat(deep % 30)
                        + " } } }",
                () -> "{ __type(name: \"Query\") { " + "fields { type { ".repeat(deep % 12) + "name"
                        + " } }".repeat(deep % 12) + " } }",
                () -> "{ " + list() + "(after: " + values.quoted(values.cursor()) + ") { nodes { __typename } } }",
                () -> "subscription { findingChanged { type } }",
                () -> "mutation { nothing }",
                values::text);
    }

    private String list() {
        return oneOf("vpcs", "instances", "findings", "accounts", "scans", "coverage", "resources", "roles");
    }

    private static String many(int number, String format) {
        return IntStream.range(0, number)
                .mapToObj(i -> format.formatted(i, i + 1))
                .collect(Collectors.joining(" "));
    }

    /** A body with something cut off, put in or turned round. */
    private String malformed(String body) {
        int at = random.nextInt(body.length() + 1);
        return switch (random.nextInt(6)) {
            case 0 -> body.substring(0, at);
            case 1 -> body.substring(0, at) + values.text() + body.substring(at);
            case 2 -> "[" + body + "]";
            case 3 -> "[".repeat(at) + body;
            case 4 -> values.text();
            default -> body.substring(at) + body.substring(0, at);
        };
    }

    private boolean chance(int percent) {
        return !typed && random.nextInt(100) < percent;
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String oneOf(Supplier<List<Supplier<String>>> choices) {
        List<Supplier<String>> all = choices.get();
        return all.get(random.nextInt(all.size())).get();
    }

    private static String name(Type<?> type) {
        if (type instanceof NonNullType nonNull) {
            return name(nonNull.getType());
        }
        return type instanceof ListType list ? name(list.getType()) : ((TypeName) type).getName();
    }

    private static String print(Type<?> type) {
        if (type instanceof NonNullType nonNull) {
            return print(nonNull.getType()) + "!";
        }
        return type instanceof ListType list ? "[" + print(list.getType()) + "]" : name(type);
    }
}
