package io.muster.rest;

import java.time.Instant;
import java.util.Collection;

/** The values of JSON by which those of Java are written. */
final class JsonTypes {

    private JsonTypes() {}

    /** The JSON type that a caller has to send for a value of the Java type. */
    static String wanted(Class<?> type) {
        if (type == String.class) {
            return "a text is expected";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false is expected";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number is expected";
        }
        if (type == Instant.class) {
            return "a time is expected, for example 2026-01-31T12:00:00Z";
        }
        return Collection.class.isAssignableFrom(type) ? "a list is expected" : "an object is expected";
    }
}
