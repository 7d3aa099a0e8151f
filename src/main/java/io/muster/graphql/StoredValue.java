package io.muster.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.inventory.Property;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Writes a component of a stored document, whose column is its JSON text: as it is where it has the form that the schema promises. The checks are
 * those that {@link DocumentJson} has in SQL, but that the fetchers see to numbers which are not written as whole ones.
 */
final class StoredValue implements Leaf.Text {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_DIGITS = 9;

    /** The constants of an enum as JSON has them. */
    private static final ClassValue<Set<String>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> "\"" + ((Enum<?>) constant).name() + "\"")
                    .collect(Collectors.toUnmodifiableSet());
        }
    };

    private final Predicate<String> valid;
    private final String missing;

    StoredValue(Property property) {
        Predicate<String> single = valid(property);
        this.valid = property.list() ? list -> isListOf(list, single) : single;
        String none = property.list() ? "[]" : DocumentJson.ABSENT;
        this.missing = property.nullable() ? "null" : none;
    }

    @Override
    public void write(StringBuilder json, @Nullable Object value) {
        String text = (String) value;
        if (text == null || text.equals("null")) {
            json.append(missing);
        } else {
            json.append(valid.test(text) ? text : DocumentJson.ABSENT);
        }
    }

    private static Predicate<String> valid(Property property) {
        Class<?> type = property.element();
        if (property.json()) {
            return text -> true;
        }
        if (type.isEnum()) {
            return CONSTANTS.get(type)::contains;
        }
        if (type == Instant.class) {
            return StoredValue::isInstant;
        }
        if (type == Boolean.class) {
            return text -> text.equals("true") || text.equals("false");
        }
        if (type == Integer.class || type == Long.class) {
            return StoredValue::isInteger;
        }
        return Number.class.isAssignableFrom(type) ? StoredValue::isNumber : text -> text.charAt(0) == '"';
    }

    /** Whether the text is an instant in seconds or milliseconds: {@code "2026-11-26T08:00:00Z"}, {@code "2026-11-26T08:00:00.120Z"}. */
    private static boolean isInstant(String text) {
        int end = text.length() - 2;
        return (end == 20 || (end == 24 && text.charAt(20) == '.'))
                && text.charAt(0) == '"'
                && text.charAt(5) == '-'
                && text.charAt(8) == '-'
                && text.charAt(11) == 'T'
                && text.charAt(14) == ':'
                && text.charAt(17) == ':'
                && text.charAt(end) == 'Z';
    }

    private static boolean isInteger(String text) {
        boolean negative = text.charAt(0) == '-';
        int digits = text.length() - (negative ? 1 : 0);
        for (int i = negative ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return digits <= MOST_DIGITS || (digits == MOST_DIGITS + 1 && isInt(Long.parseLong(text)));
    }

    private static boolean isInt(long number) {
        return number == (int) number;
    }

    private static boolean isNumber(String text) {
        return text.charAt(0) == '-' || Character.isDigit(text.charAt(0));
    }

    private static boolean isListOf(String list, Predicate<String> entry) {
        if (list.equals("[]")) {
            return true;
        }
        try (JsonParser parser = JSON.createParser(list)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                String text = token == JsonToken.VALUE_STRING ? "\"" + parser.getText() + "\"" : parser.getText();
                if (!token.isScalarValue() || !entry.test(text)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
