package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.estate.Estate;
import io.muster.estate.Knowledge;
import io.muster.inventory.Resource;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An estate in the making: what was read just now, and from the store what was not. */
final class EstateParts {

    private final Map<String, Resource<?>> resources = new LinkedHashMap<>();
    private final Map<String, Instant> changedAt;
    private final Set<ResourceKind> listed = EnumSet.noneOf(ResourceKind.class);
    private final Set<ResourceKind> partly = EnumSet.noneOf(ResourceKind.class);
    private final Map<ResourceKind, Set<String>> unread = new EnumMap<>(ResourceKind.class);

    /** @param since by ARN, since when the resources of the listings have been as they are */
    EstateParts(Map<String, Instant> since) {
        changedAt = new HashMap<>(since);
    }

    /** Adds what was just read of a kind. */
    void addListing(ResourceKind kind, Collection<?> listing) {
        listing.resources().forEach(resource -> resources.put(resource.arn(), resource));
        boolean nothingRead = listing.resources().isEmpty();
        if (!listing.unread().rest()) {
            addState(kind, listing.unread());
        } else if (!nothingRead) {
            partly.add(kind);
        }
    }

    /** Says what is known of kinds that are added from the store. */
    void addStates(Map<ResourceKind, Unread> states) {
        states.forEach(this::addState);
    }

    private void addState(ResourceKind kind, Unread missing) {
        if (!missing.rest()) {
            listed.add(kind);
            unread.computeIfAbsent(kind, k -> new HashSet<>()).addAll(missing.arns());
        }
    }

    /** Adds stored resources; what was just read is newer than they are. */
    void addStored(Iterable<StoredResource> stored) {
        for (StoredResource one : stored) {
            Resource<?> resource = one.resource();
            if (resources.putIfAbsent(resource.arn(), resource) == null) {
                changedAt.put(resource.arn(), one.changedAt());
                if (partly.contains(resource.kind())) {
                    unread.computeIfAbsent(resource.kind(), k -> new HashSet<>())
                            .add(resource.arn());
                }
            }
        }
    }

    Estate estate(Scope scope, Instant at) {
        return new Estate(scope, at, new Knowledge(listed, partly, unread), resources.values(), changedAt);
    }
}
