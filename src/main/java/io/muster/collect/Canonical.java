package io.muster.collect;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Values in the one form in which they are stored, whatever order or spelling AWS chose this time. */
final class Canonical {

    private Canonical() {}

    /** In order, without what is absent or repeated: AWS promises no order, and a new order is not a change. */
    static List<String> strings(Stream<String> values) {
        return values.filter(Objects::nonNull).distinct().sorted().toList();
    }

    static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    /** EC2's -1, which stands for all ports, ICMP types or codes, as absence. */
    static @Nullable Integer unlessAll(@Nullable Integer value) {
        return value == null || value == -1 ? null : value;
    }

    /** EC2's empty element, which stands for no value in some answers, as absence. */
    static @Nullable String unlessEmpty(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    /** Whether an associated address range is in force or about to be, by EC2's state of the association. */
    static boolean inForce(@Nullable String state) {
        return state == null || state.equals("associated") || state.equals("associating");
    }
}
