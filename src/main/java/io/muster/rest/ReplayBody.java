package io.muster.rest;

import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The deliveries to replay. */
record ReplayBody(
        @Nullable
        @Schema(description = "Their ids; without them, all that were given up.", maxItems = ReplayBody.MOST_IDS)
        List<String> deliveryIds) {

    static final int MOST_IDS = 1_000;

    /** The ids as numbers; null for all. */
    @Nullable
    List<Long> ids() {
        if (deliveryIds == null) {
            return null;
        }
        if (deliveryIds.size() > MOST_IDS) {
            throw MusterException.badField(
                    "deliveryIds", "has " + deliveryIds.size() + " entries; at most " + MOST_IDS);
        }
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < deliveryIds.size(); i++) {
            ids.add(id(i, deliveryIds.get(i)));
        }
        return ids;
    }

    private static long id(int place, @Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw MusterException.badField("deliveryIds[" + place + "]", "is not the id of a delivery: a number");
        }
        return Long.parseLong(text);
    }
}
