package io.muster.platform;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/** The media types that a caller accepts. */
public final class AcceptedTypes {

    private AcceptedTypes() {}

    /**
     * The ranges of the header {@code Accept} in lower case, for they have none of their own (RFC 9110, section 8.3.1), the caller's favourite first.
     * One with the weight 0 is not taken (section 12.4.2).
     */
    public static List<String> of(RoutingContext call) {
        return call.parsedHeaders().accept().stream()
                .filter(range -> range.weight() > 0)
                .map(range -> range.value().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether the call has such a header at all; without one, a caller takes every type. */
    public static boolean areNamed(RoutingContext call) {
        return !call.parsedHeaders().accept().isEmpty();
    }
}
