package io.muster.inventory.change;

import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * One change of a resource.
 *
 * @param id       the resource's id in the store
 * @param restored whether the resource was created again after it had been deleted
 * @param scanId   the scan that saw it; null where that is not known
 * @param name     the resource's name as it is now, or was when it was deleted
 */
@RegisterForReflection
public record ChangeView(
        long id,
        Instant at,
        ChangeType type,
        boolean restored,
        @Nullable Long scanId,
        String resourceArn,
        String resourceId,
        @Nullable String name,
        ResourceKind kind,
        String accountId,
        String region) {

    /** The identity of the change. */
    public Key key() {
        return new Key(id, at);
    }

    /** A change is known by its resource, by the id in the store, and its time. */
    public record Key(long id, Instant at) {}
}
