package io.muster.graphql.endpoint;

import graphql.GraphQLError;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Words the faults of a document, with the nearest valid name. graphql-java has only messages, which are told apart by their beginnings;
 * where a value is at fault, they quote its own objects, and the document is looked into instead.
 */
final class Wording {

    private static final Pattern PREFIX = Pattern.compile("^Validation [eE]rror \\([^)]*\\) ?: *", Pattern.DOTALL);

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
        // tried in this order
        this.forms = Stream.of(ofFields(), ofVariables(), ofFragments(), ofDirectives(), ofSameNames(), ofDocuments())
                .flatMap(List::stream)
                .toList();
    }

    private List<Form> ofFields() {
        return List.of(
                form("Field '(\\w+)' in type '(\\w+)' is undefined", (m, error) -> unknown(m.group(1), m.group(2))),
                form("Unknown field argument '(\\w+)'", this::unknownArgument),
                form(
                        "Unknown type '(\\w+)'",
                        (m, error) -> new Violation(
                                m.group(1), "there is no such type" + Nearest.suggestion(m.group(1), names.types()))),
                form("Missing field argument '(\\w+)'", (m, error) -> new Violation(m.group(1), "is required")),
                form(
                        "Null value for non-null field argument '(\\w+)'",
                        (m, error) -> new Violation(m.group(1), "must not be null")),
                form(
                        "Subselection required for type '(.*)' of field '(\\w+)'",
                        (m, error) -> new Violation(
                                m.group(2),
                                "name the fields of " + type(m.group(1)) + " that are wanted: "
                                        + InputFaults.listed(names.membersOf(type(m.group(1)))))),
                form(
                        "Subselection not allowed on leaf type '(.*)' of field '(\\w+)'",
                        (m, error) -> new Violation(m.group(2), "has no fields: it is of type " + type(m.group(1)))));
    }

    private static List<Form> ofVariables() {
        return List.of(
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
                        "Input variable '(\\w+)' type '(.*)' is not an input type",
                        (m, error) -> new Violation("$" + m.group(1), m.group(2) + " is no type of a variable")));
    }

    private static List<Form> ofFragments() {
        return List.of(
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
                                "matches nothing here: " + m.group(2) + " is never " + m.group(3))));
    }

    private List<Form> ofDirectives() {
        return List.of(
                form(
                        "Unknown directive argument '(\\w+)'",
                        (m, error) -> new Violation(
                                m.group(1),
                                "the directive has no such argument"
                                        + Nearest.suggestion(m.group(1), names.argumentsOfDirectives()))),
                about("Missing directive argument '(\\w+)'", "", "is required"),
                about("Directive '(\\w+)' not allowed here", "@", "is not allowed here"),
                about(
                        "Non repeatable directives must be uniquely named within a location\\. The directive '(\\w+)'.*",
                        "@",
                        "is there twice"),
                form(
                        "Unknown directive '(\\w+)'",
                        (m, error) -> new Violation("@" + m.group(1), "there is no such directive")));
    }

    private static List<Form> ofSameNames() {
        return List.of(
                about("There can be only one variable named '(\\w+)'", "$", "is declared twice"),
                about("There can be only one \\w+ named '(\\w+)'.*", "", "is there twice"),
                about(
                        "'(.*)' : fields have different arguments",
                        "",
                        "is asked for with different arguments: give one of the fields an alias"),
                about(
                        "'(.*)' : (?:'.*' and '.*' are different fields|returns different types '.*' and '.*'"
                                + "|fields have different (?:nullability|list) shapes)",
                        "",
                        "is the name of different fields: give one of them an alias"),
                about(
                        "(Subscription) operation '.*' must have exactly one root field.*",
                        "",
                        "must have exactly one field"));
    }

    private static List<Form> ofDocuments() {
        return List.of(
                form("The '(\\w+)' operation is not supported by the schema", (m, error) -> noOperation(m.group(1))),
                form(
                        "(?:Input field|Field|Argument) '(.*?)' has coerced Null value for NonNull type '(.*)'",
                        (m, error) -> new Violation(m.group(1), "is required, of type " + m.group(2))),
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

    /** A fault of the name in the message. */
    private static Form about(String pattern, String before, String fault) {
        return form(pattern, (m, error) -> new Violation(before + m.group(1), fault));
    }

    /**
     * The faults, and their places.
     *
     * @param document what the error is about
     * @return one alone, without a field, where the error is not about single names or values
     */
    List<Violation> of(GraphQLError error, String document) {
        List<Violation> written = isOfValue(error) ? written(error, document) : List.of();
        return written.isEmpty() ? List.of(told(error)) : written;
    }

    private static boolean isOfValue(GraphQLError error) {
        return error instanceof ValidationError invalid
                && (invalid.getValidationErrorType() == ValidationErrorType.WrongType
                        || invalid.getValidationErrorType() == ValidationErrorType.BadValueForDefaultArg)
                && error.getLocations() != null
                && error.getLocations().size() == 1;
    }

    private List<Violation> written(GraphQLError error, String document) {
        return WrittenFaults.at(
                names.schema(),
                ParsedDocument.of(document),
                error.getLocations().get(0));
    }

    private Violation told(GraphQLError error) {
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

    private Violation unknown(String name, String type) {
        return new Violation(name, type + " has no field " + name + Nearest.suggestion(name, names.membersOf(type)));
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

    private static String plain(String message) {
        return message.replace("'", "");
    }
}
