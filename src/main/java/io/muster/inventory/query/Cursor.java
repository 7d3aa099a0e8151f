package io.muster.inventory.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The place of an entry in a list, as an opaque text that only the same list in the same order takes back. */
final class Cursor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSION = "1";
    private static final int HEADER = 3;

    private Cursor() {}

    /**
     * @param list stands for the list: its field and its filter
     * @param keys the entry's values of the keyset; the first may be null
     */
    static String write(Keyset keyset, String list, List<String> keys) {
        List<String> fields = new ArrayList<>(List.of(VERSION, keyset.name(), list));
        fields.addAll(keys);
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(fields));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The keys in the cursor; a bad request if it was not written for the same list in the same order. */
    static List<String> read(Keyset keyset, String list, String cursor) {
        String[] fields = decode(cursor);
        if (fields.length != HEADER + keyset.keys().size()
                || !List.of(VERSION, keyset.name(), list).equals(header(fields))) {
            throw refused("this cursor is of another list, another filter or another order");
        }
        List<String> keys = Arrays.asList(fields).subList(HEADER, fields.length);
        if (!keyset.accepts(keys)) {
            throw broken();
        }
        return keys;
    }

    private static List<String> header(String[] fields) {
        return Arrays.asList(fields).subList(0, HEADER);
    }

    private static String[] decode(String cursor) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.ISO_8859_1));
            String[] fields = JSON.readValue(new String(json, StandardCharsets.UTF_8), String[].class);
            return Objects.requireNonNull(fields);
        } catch (IllegalArgumentException | JsonProcessingException | NullPointerException e) {
            throw broken();
        }
    }

    private static MusterException broken() {
        return refused("not a cursor of this API");
    }

    private static MusterException refused(String fault) {
        return new MusterException(
                ErrorCode.BAD_CURSOR, "after: " + fault, List.of(new MusterException.Violation("after", fault)));
    }
}
