package io.muster.scan;

import io.muster.inventory.StorableText;
import io.muster.platform.Caller;
import jakarta.annotation.Nullable;

/**
 * The caller of a request, as columns of the scan.
 *
 * @param key  empty where Muster itself asks
 * @param name null where Muster itself asks
 */
record RequestedBy(String key, @Nullable String name) {

    static RequestedBy of(@Nullable Caller caller) {
        return caller == null
                ? new RequestedBy("", null)
                : new RequestedBy(StorableText.of(caller.id().key()), StorableText.of(caller.name()));
    }
}
