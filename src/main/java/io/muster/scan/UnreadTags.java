package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources;
import io.muster.inventory.kind.ResourceKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Gives resources whose tags could not be read their stored tags, so that a refused look-up removes none. */
final class UnreadTags {

    private UnreadTags() {}

    /** The listings with all tags known; a resource that is not stored has none. */
    static Uni<Map<ResourceKind, Collection<?>>> fill(
            SqlConnection connection, Map<ResourceKind, Collection<?>> listings) {
        List<String> arns = listings.values().stream()
                .flatMap(listing -> listing.resources().stream())
                .filter(resource -> !resource.tagsKnown())
                .map(Resource::arn)
                .toList();
        return arns.isEmpty()
                ? Uni.createFrom().item(listings)
                : StoredResources.tags(connection, arns).map(stored -> filled(listings, stored));
    }

    private static Map<ResourceKind, Collection<?>> filled(
            Map<ResourceKind, Collection<?>> listings, Map<String, Map<String, String>> stored) {
        Map<ResourceKind, Collection<?>> filled = new EnumMap<>(ResourceKind.class);
        listings.forEach((kind, listing) -> filled.put(kind, filled(listing, stored)));
        return filled;
    }

    private static <T extends Record> Collection<T> filled(
            Collection<T> listing, Map<String, Map<String, String>> stored) {
        return listing.resources().stream().allMatch(Resource::tagsKnown)
                ? listing
                : listing.map(resource -> resource.tagsKnown()
                        ? resource
                        : resource.withTags(stored.getOrDefault(resource.arn(), Map.of())));
    }
}
