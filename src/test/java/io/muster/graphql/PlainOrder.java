package io.muster.graphql;

import static io.muster.graphql.PlainTables.text;
import static io.muster.graphql.PlainTables.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;

/** The orders of {@link AnyDocument}'s lists. */
final class PlainOrder {

    private PlainOrder() {}

    static Comparator<ObjectNode> ofResources(Object orderBy) {
        Map<?, ?> order = orderBy == null ? Map.of("field", "RESOURCE_ID", "direction", "ASC") : (Map<?, ?>) orderBy;
        Comparator<ObjectNode> by = switch ((String) order.get("field")) {
            case "NAME" ->
                Comparator.comparing(row -> bytes(text(row, "name")), Comparator.nullsLast(Arrays::compareUnsigned));
            case "FIRST_SEEN" -> Comparator.comparing(row -> time(row, "first_seen_at"));
            case "CHANGED" -> Comparator.comparing(row -> time(row, "changed_at"));
            default -> Comparator.comparing(row -> bytes(text(row, "resource_id")), Arrays::compareUnsigned);
        };
        return directed(by.thenComparing(row -> row.path("id").asLong()), order);
    }

    /** @param seen when a finding was seen last */
    static Comparator<ObjectNode> ofFindings(Object orderBy, Function<ObjectNode, Instant> seen) {
        Map<?, ?> order = orderBy == null ? Map.of("field", "SEVERITY", "direction", "DESC") : (Map<?, ?>) orderBy;
        Comparator<ObjectNode> by = switch ((String) order.get("field")) {
            case "FIRST_SEEN" -> Comparator.comparing(row -> time(row, "first_seen_at"));
            case "LAST_SEEN" -> Comparator.comparing(seen);
            default -> Comparator.comparing(row -> row.path("severity_rank").asInt());
        };
        return directed(by.thenComparing(row -> text(row, "id")), order);
    }

    private static Comparator<ObjectNode> directed(Comparator<ObjectNode> order, Map<?, ?> asked) {
        return "DESC".equals(asked.get("direction")) ? order.reversed() : order;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
