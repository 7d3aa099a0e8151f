package io.muster.inventory.change;

import io.muster.inventory.ResourceFilter;
import io.muster.inventory.kind.ResourceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A selection of changes. As in all filters, null matches all and an empty list none.
 *
 * @param fields the first names of fields, one of which changed
 * @param tags   tags of the resource as it is now, or was when it was deleted
 * @param since  the first instant of time
 * @param until  the first instant after it
 */
@RegisterForReflection
public record ChangeFilter(
        @Nullable List<String> accountIds,
        @Nullable List<String> regions,
        @Nullable List<ResourceKind> kinds,
        @Nullable List<ChangeType> types,
        @Nullable List<String> resourceArns,
        @Nullable List<String> resourceIds,
        @Nullable List<ResourceFilter.Tag> tags,
        @Nullable List<String> fields,
        @Nullable List<String> scanIds,
        @Nullable Instant since,
        @Nullable Instant until) {}
