package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * The fields of one change.
 *
 * @param count how many there are
 * @param first the first of them
 */
public record FieldChanges(int count, List<Bounded> first) {

    /** The longest JSON text of a value that is told. */
    public static final int LONGEST_VALUE = 32 * 1024;

    /** The value for a change without fields. */
    public static final FieldChanges NONE = new FieldChanges(0, List.of());

    public FieldChanges {
        first = List.copyOf(first);
    }

    static FieldChanges of(List<FieldChange> all, int most) {
        return new FieldChanges(
                all.size(), all.stream().limit(most).map(Bounded::of).toList());
    }

    /** How long the values are together, as JSON text. */
    long length() {
        return first.stream().mapToLong(Bounded::length).sum();
    }

    /**
     * A field whose values may be too long to be told.
     *
     * @param change   without its values where they are too long
     * @param tooLarge whether they are
     * @param length   how long the values that it has are as JSON text
     */
    public record Bounded(FieldChange change, boolean tooLarge, long length) {

        private static Bounded of(FieldChange change) {
            int before = length(change.before());
            int after = length(change.after());
            return Math.max(before, after) > LONGEST_VALUE
                    ? new Bounded(new FieldChange(change.path(), null, null), true, 0)
                    : new Bounded(change, false, (long) before + after);
        }

        private static int length(@Nullable JsonNode value) {
            return value == null ? 0 : value.toString().length();
        }
    }
}
