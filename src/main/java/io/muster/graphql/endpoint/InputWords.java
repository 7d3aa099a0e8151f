package io.muster.graphql.endpoint;

import io.muster.platform.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which values the scalars of GraphQL take, and the words for a value that one does not take. */
final class InputWords {

    private static final Map<String, String> EXPECTED = Map.of(
            "Int", "a whole number from -2147483648 to 2147483647 is expected",
            "Float", "a number is expected",
            "Boolean", "true or false is expected",
            "String", "a text in quotation marks is expected",
            "ID", "a text in quotation marks, or a whole number, is expected");

    private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST = 200;

    private InputWords() {}

    static boolean isBuiltIn(String scalar) {
        return EXPECTED.containsKey(scalar);
    }

    /**
     * Whether a scalar of GraphQL takes the value; what others take, they know themselves.
     *
     * @param literal whether it is written in a document, where 1.0 is no whole number
     */
    static boolean isValid(String scalar, Object value, boolean literal) {
        return switch (scalar) {
            case "Int" ->
                value instanceof Number number && isInt(decimal(number)) && !(literal && value instanceof BigDecimal);
            case "Float" -> value instanceof Number;
            case "Boolean" -> value instanceof Boolean;
            case "String" -> value instanceof String;
            case "ID" -> value instanceof String || (value instanceof Number number && isWhole(number));
            default -> true;
        };
    }

    private static boolean isInt(BigDecimal number) {
        return isWithin(number) && number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isWithin(BigDecimal number) {
        return number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
    }

    /** Written as one: an id is a text, and 1e3 is another text than 1000. */
    private static boolean isWhole(Number number) {
        return !(number instanceof BigDecimal decimal) || decimal.scale() == 0;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    /** The values that the scalar expects in place of the given one, with the nearest of them. */
    static String wanted(String scalar, Object value) {
        String nearest = nearest(scalar, value);
        return ": " + EXPECTED.get(scalar) + (nearest.isEmpty() ? "" : ". Did you mean " + nearest + "?");
    }

    private static String nearest(String scalar, Object value) {
        boolean single = value instanceof List<?> list && list.size() == 1 && list.get(0) != null;
        Object meant = single ? ((List<?>) value).get(0) : value;
        if (single && isValid(scalar, meant, false)) {
            return of(meant) + ", without brackets";
        }
        return switch (scalar) {
            case "Int" -> number(meant);
            case "Boolean" -> truth(meant);
            case "String", "ID" ->
                meant instanceof Number || meant instanceof Literals.Name ? "\"" + shown(meant) + "\"" : "";
            default -> "";
        };
    }

    private static String number(Object value) {
        String text = value.toString().strip();
        if (!(value instanceof Number || value instanceof String)
                || text.length() > LONGEST_NUMBER
                || !text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,9})?")) {
            return "";
        }
        BigDecimal number = new BigDecimal(text);
        BigDecimal bound = number.signum() < 0 ? LEAST : MOST;
        BigDecimal nearest = isWithin(number) ? whole(number) : bound;
        return nearest.toPlainString() + (value instanceof String ? ", without quotation marks" : "");
    }

    /** Rounds the number; very small ones become zero, because rounding 1e-999999999 would take a number with as many digits. */
    private static BigDecimal whole(BigDecimal number) {
        return number.scale() > LONGEST_NUMBER ? BigDecimal.ZERO : number.setScale(0, RoundingMode.HALF_UP);
    }

    private static String truth(Object value) {
        String text = value.toString().strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "true", "yes", "1" -> "true";
            case "false", "no", "0" -> "false";
            default -> "";
        };
    }

    /** The value as its writer would know it again, in part where it is long. */
    static String of(Object value) {
        if (value instanceof String text) {
            return text.isEmpty() ? "the empty text" : '"' + Texts.cut(text, LONGEST) + '"';
        }
        if (value instanceof List<?>) {
            return "a list";
        }
        return value instanceof Map<?, ?> ? "an object" : shown(value);
    }

    private static String shown(Object value) {
        return Texts.cut(value.toString(), LONGEST);
    }
}
