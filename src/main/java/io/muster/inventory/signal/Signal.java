package io.muster.inventory.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A statement of a product about one resource.
 *
 * @param source     the product, as it names itself
 * @param uid        its id of the finding
 * @param resource   an ARN, or account/region/id
 * @param passed     whether it is of a check that passed, as most do that never failed
 * @param severity   from 0, information, to 4, critical; null where the product does not say
 * @param observedAt the time of the event
 * @param document   texts and facts for people
 */
public record Signal(
        String source,
        String uid,
        String resource,
        String accountId,
        SignalType type,
        SignalState state,
        boolean passed,
        @Nullable Integer severity,
        Instant observedAt,
        ObjectNode document) {

    /** An event about several resources is a signal of each. */
    record Key(String source, String uid, String resource) {}

    Key key() {
        return new Key(source, uid, resource);
    }
}
