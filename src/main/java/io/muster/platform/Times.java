package io.muster.platform;

import jakarta.annotation.Nullable;
import java.time.DateTimeException;
import java.time.Instant;

/** The instants that callers may name: from year 1 to 9999. Databases and formats read others differently, or not at all. */
public final class Times {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /**
     * The instant itself.
     *
     * @throws DateTimeException where it is before or after the instants that callers may name
     */
    public static Instant served(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new DateTimeException("Not an instant from year 1 to 9999");
        }
        return instant;
    }

    /**
     * Refuses a time that ends before it begins, for it holds nothing that could be answered.
     *
     * @param endField   the field at fault
     * @param beginField the name of the field that the end is compared with
     */
    public static void requireOrder(
            String beginField, @Nullable Instant begin, String endField, @Nullable Instant end) {
        if (begin != null && end != null && end.isBefore(begin)) {
            throw MusterException.badField(endField, "must not be before " + beginField);
        }
    }
}
