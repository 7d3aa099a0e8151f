package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Map;

/**
 * One resource as AWS told of it.
 *
 * @param arn        its identity: see {@link Scope#arn}
 * @param resourceId AWS's own short id
 * @param name       its name: the {@code Name} tag, or what AWS itself calls it
 * @param attributes the record of its kind
 * @param <T>        the record type of its kind
 */
public record Resource<T extends Record>(
        String arn,
        ResourceKind kind,
        Scope scope,
        String resourceId,
        @Nullable String name,
        Map<String, String> tags,
        T attributes) {}
