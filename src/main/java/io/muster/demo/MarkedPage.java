package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A page as IAM gives it.
 *
 * @param marker what the next call must carry; null on the last page
 */
record MarkedPage<T>(List<T> items, @Nullable String marker) {

    private static final int USUAL = 100;
    private static final int MOST = 1000;

    /** The page of the items that the call asks for. */
    static <T> MarkedPage<T> of(Call call, List<T> all) {
        int limit = call.parameters().number("MaxItems").orElse(USUAL);
        if (limit < 1 || limit > MOST) {
            throw new DemoError(400, "ValidationError", "MaxItems must be from 1 to " + MOST);
        }
        int start = start(call, all.size());
        int end = Math.min(start + limit, all.size());
        return new MarkedPage<>(all.subList(start, end), end < all.size() ? Token.of(call, end) : null);
    }

    boolean truncated() {
        return marker != null;
    }

    <S extends T> List<S> only(Class<S> type) {
        return items.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static int start(Call call, int size) {
        return call.parameters()
                .find("Marker")
                .map(marker -> Token.position(call, marker)
                        .filter(position -> position <= size)
                        .orElseThrow(() -> new DemoError(400, "ValidationError", "Invalid Marker.")))
                .orElse(0);
    }
}
