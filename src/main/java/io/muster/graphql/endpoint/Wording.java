package io.muster.graphql.endpoint;

import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words the faults of a document or its variables, with the nearest valid name. graphql-java
 * has only messages, in which it quotes its own objects: they are told apart by their beginnings.
 */
final class Wording {

    private static final Pattern PREFIX = Pattern.compile("^Validation [eE]rror \\([^)]*\\) ?: *", Pattern.DOTALL);
    private static final Pattern QUOTED_NODE =
            Pattern.compile("\\b(?:Int|String|Boolean|Float|Enum)Value\\{(?:name|value)='?(.*?)'?}");
    private static final Pattern OTHER_NODE = Pattern.compile("(Object|Array|Null)Value\\{.*}", Pattern.DOTALL);
    private static final int MOST_NAMES = 12;
    /**
     * The length kept of the beginning and of the end of a message. graphql-java quotes values of any length, in the middle of
     * its messages; the expressions here may take the square of a message's length.
     */
    private static final int LONGEST_BEGINNING = 400;

    private static final int LONGEST_END = 200;

    private final SchemaNames names;
    private final List<Form> forms;

    Wording(GraphQLSchema schema) {
        this.names = new SchemaNames(schema);
        this.forms = List.of(
                form("Field '(\\w+)' in type '(\\w+)' is undefined", (m, error) -> unknown(m.group(1), m.group(2))),
                form("Unknown field argument '(\\w+)'", this::unknownArgument),
                form(
                        "Unknown type '(\\w+)'",
                        (m, error) -> new Violation(
                                m.group(1), "there is no such type" + Nearest.suggestion(m.group(1), names.types()))),
                form(
                        "argument '([^']+)' with value '.*' contains a field not in '(\\w+)': '(\\w+)'",
                        (m, error) -> unknown(m.group(1) + "." + m.group(3), m.group(3), m.group(2))),
                form(
                        "argument '([^']+)' with value '.*' is missing required fields '(.*)'",
                        (m, error) ->
                                new Violation(m.group(1), "lacks " + m.group(2).replaceAll("[\\[\\]]", ""))),
                form(
                        "argument '([^']+)' with value '.*' must not be null",
                        (m, error) -> new Violation(m.group(1), "must not be null")),
                form(
                        "argument '([^']+)' with value '.*' must be an object type",
                        (m, error) -> new Violation(m.group(1), "must be an object")),
                form(
                        "argument '([^']+)' with value '(.*)' is not a valid '(\\w+)'(?: - (.*))?",
                        (m, error) -> new Violation(m.group(1), invalid(value(m.group(2)), m.group(3), m.group(4)))),
                form("Missing field argument '(\\w+)'", (m, error) -> new Violation(m.group(1), "is required")),
                form(
                        "Null value for non-null field argument '(\\w+)'",
                        (m, error) -> new Violation(m.group(1), "must not be null")),
                form(
                        "Subselection required for type '(.*)' of field '(\\w+)'",
                        (m, error) -> new Violation(
                                m.group(2),
                                "name the fields of " + type(m.group(1)) + " that are wanted: "
                                        + listed(names.membersOf(type(m.group(1)))))),
                form(
                        "Subselection not allowed on leaf type '(.*)' of field '(\\w+)'",
                        (m, error) -> new Violation(m.group(2), "has no fields: it is of type " + type(m.group(1)))),
                form(
                        "Undefined variable '(\\w+)'",
                        (m, error) -> new Violation("$" + m.group(1), "is not declared by the operation")),
                form(
                        "Unused variable '(\\w+)'",
                        (m, error) -> new Violation("$" + m.group(1), "is declared, but not used")),
                form(
                        "Variable '(\\w+)' of type '(.*)' used in position expecting type '(.*)'",
                        (m, error) -> new Violation(
                                "$" + m.group(1),
                                "is declared as " + m.group(2) + ", but used where " + m.group(3) + " is expected")),
                form(
                        "Bad default value '(.*)' for type '(.*)'",
                        (m, error) ->
                                new Violation("default value", invalid(value(m.group(1)), type(m.group(2)), null))),
                form(
                        "Input variable '(\\w+)' type '(.*)' is not an input type",
                        (m, error) -> new Violation("$" + m.group(1), m.group(2) + " is no type of a variable")),
                form(
                        "Undefined fragment '(\\w+)'",
                        (m, error) -> new Violation(m.group(1), "there is no fragment of that name in the document")),
                form("Unused fragment '(\\w+)'", (m, error) -> new Violation(m.group(1), "the fragment is not used")),
                form(
                        "Fragment cycles not allowed",
                        (m, error) -> new Violation("fragments", "must not contain each other")),
                form(
                        "Fragment (?:'(\\w+)' )?cannot be spread here as objects of type '(.*)' can never be of type '(.*)'",
                        (m, error) -> new Violation(
                                m.group(1) == null ? "... on " + m.group(3) : m.group(1),
                                "matches nothing here: " + m.group(2) + " is never " + m.group(3))),
                form(
                        "Unknown directive '(\\w+)'",
                        (m, error) -> new Violation("@" + m.group(1), "there is no such directive")),
                form("The '(\\w+)' operation is not supported by the schema", (m, error) -> noOperation(m.group(1))),
                form(
                        "(?:Variable '(.*?)' has an invalid value: )?Invalid input for enum '(\\w+)'\\."
                                + " (?:No value found for name|Unknown value) '(.*)'",
                        (m, error) -> new Violation(variable(m.group(1)), invalid(m.group(3), m.group(2), null))),
                form(
                        "(?:Variable '[^']*' has an invalid value: )?(?:Field '([^']*)' of variable|Variable) '([^']*)' has coerced Null value for NonNull type '(.*)'",
                        (m, error) -> new Violation(
                                m.group(1) == null ? "$" + m.group(2) : "$" + m.group(2) + "." + m.group(1),
                                "is required, of type " + m.group(3))),
                form(
                        "Variable '(.*?)' has an invalid value: Variable '.*?' has an invalid value: (.*)",
                        (m, error) -> new Violation(variable(m.group(1)), plain(m.group(2)))),
                form(
                        "Variable '(.*?)' has an invalid value: (.*)",
                        (m, error) -> new Violation(variable(m.group(1)), plain(m.group(2)))),
                form(
                        "(?:Input field|Field|Argument) '(.*?)' has coerced Null value for NonNull type '(.*)'",
                        (m, error) -> new Violation(m.group(1), "is required, of type " + m.group(2))),
                form(
                        "The variables input contains a field name '(.*)' that is not defined for input object type '(\\w+)' ?",
                        (m, error) -> unknown("variables", m.group(1), m.group(2))),
                form(
                        "Expected type 'Map' but was .*",
                        (m, error) -> new Violation("variables", "must be an object here")),
                form(
                        "Invalid syntax.*?(?:offending token '(.*?)'|ANTLR error '(.*?)')?,? at line (\\d+) column (\\d+).*",
                        (m, error) -> syntax(m)),
                form(
                        "Invalid syntax encountered\\. There are extra tokens.*?(?:Offending token '(.*?)')?() at line (\\d+) column (\\d+).*",
                        (m, error) -> syntax(m)));
    }

    /** One form of message, and how it is said in plain words. */
    private record Form(Pattern pattern, Phrase phrase) {}

    private interface Phrase {
        Violation of(MatchResult found, GraphQLError error);
    }

    private static Form form(String pattern, Phrase phrase) {
        return new Form(Pattern.compile(pattern, Pattern.DOTALL), phrase);
    }

    /**
     * The fault, and its place.
     *
     * @return its field is empty where the error is not about a single name or value
     */
    Violation of(GraphQLError error) {
        String message = PREFIX.matcher(shortened(error.getMessage())).replaceFirst("");
        for (Form form : forms) {
            Matcher found = form.pattern.matcher(message);
            if (found.matches()) {
                return form.phrase.of(found, error);
            }
        }
        return new Violation("", plain(message));
    }

    private static String shortened(String message) {
        if (message.length() <= LONGEST_BEGINNING + LONGEST_END) {
            return message;
        }
        int end = message.length() - LONGEST_END;
        return Texts.cut(message, LONGEST_BEGINNING)
                + message.substring(Character.isLowSurrogate(message.charAt(end)) ? end + 1 : end);
    }

    private Violation unknown(String field, String type) {
        return unknown(field, field, type);
    }

    private Violation unknown(String place, String name, String type) {
        return new Violation(place, type + " has no field " + name + Nearest.suggestion(name, names.membersOf(type)));
    }

    private Violation unknownArgument(MatchResult found, GraphQLError error) {
        String name = found.group(1);
        List<String> path = error instanceof ValidationError invalid ? invalid.getQueryPath() : null;
        String field = path == null || path.isEmpty() ? "the field" : path.get(path.size() - 1);
        return new Violation(name, field + " has no such argument" + Nearest.suggestion(name, names.argumentsOf(path)));
    }

    private static Violation noOperation(String operation) {
        return new Violation(
                operation.toLowerCase(Locale.ROOT), "there is none: GraphQL only reads, changes are made over REST");
    }

    private String invalid(String value, String type, @Nullable String reason) {
        if (names.isEnum(type)) {
            List<String> values = names.membersOf(type);
            if (values.contains(value)) {
                return value + ", a value of " + type + ", is written without quotation marks";
            }
            return value + " is not a value of " + type + Nearest.suggestion(value, values) + " It can be "
                    + listed(values) + ".";
        }
        String why = reason == null ? "" : ": " + plain(reason);
        return value + " is not of type " + type + why;
    }

    private static String listed(Collection<String> all) {
        return String.join(", ", all.stream().limit(MOST_NAMES).toList())
                + (all.size() > MOST_NAMES ? " and " + (all.size() - MOST_NAMES) + " more" : "");
    }

    /** The parts of a path in variables are joined by graphql-java as here. */
    private static String variable(@Nullable String path) {
        return path == null ? "variables" : "$" + path;
    }

    private static String type(String wrapped) {
        return wrapped.replaceAll("[\\[\\]!]", "");
    }

    private static Violation syntax(MatchResult found) {
        String at = "line " + found.group(3) + ", column " + found.group(4);
        String token = found.group(1);
        return new Violation(
                "",
                "<EOF>".equals(token)
                        ? "The document ends too early, at " + at + ": a brace or bracket is not closed"
                        : "The document cannot be read from " + at + " on"
                                + (token == null ? "" : ": " + token + " is not expected there"));
    }

    /** A value as the caller wrote it. */
    private static String value(String node) {
        String plain = plain(node);
        return plain.isEmpty() ? "the empty text" : plain;
    }

    /** Takes graphql-java's own objects and words out of a message. */
    private static String plain(String message) {
        Function<MatchResult, String> kind = node -> switch (node.group(1)) {
            case "Object" -> "an object";
            case "Array" -> "a list";
            default -> "null";
        };
        String quoted = QUOTED_NODE.matcher(message).replaceAll("$1");
        return OTHER_NODE
                .matcher(quoted)
                .replaceAll(kind)
                .replace("Expected an AST type of ", "expected ")
                .replace("Expected a value that can be converted to type ", "expected ")
                .replaceAll("'(Int|String|Boolean|Float|Enum|Object|Array|Null)Value'", "$1")
                .replace("'", "");
    }
}
