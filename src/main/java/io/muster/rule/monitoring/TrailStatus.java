package io.muster.rule.monitoring;

import io.muster.inventory.Resource;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.kind.Trail;
import io.muster.rule.monitoring.ManagementEvents.Access;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a trail that a region shows.
 *
 * @param name   its ARN, or its name where AWS gives no ARN
 * @param shown  the trail as the region shows it
 * @param told   the trail as its home region tells of it, in each account where that was read
 * @param unread the cells of its home region that were not read
 */
record TrailStatus(String name, Trail shown, List<Trail> told, List<String> unread) {

    static TrailStatus of(Resource<Trail> resource, TrailHomes homes) {
        Trail shown = resource.attributes();
        String arn = shown.trailArn();
        Stream<Trail> here = shown.shadow() ? Stream.empty() : Stream.of(shown);
        return arn == null
                ? new TrailStatus(resource.resourceId(), shown, here.toList(), List.of())
                : new TrailStatus(
                        arn, shown, Stream.concat(here, homes.of(arn).stream()).toList(), homes.unread(arn));
    }

    /** The management events of all regions that it surely records. */
    Set<Access> records() {
        boolean whole = told.stream()
                .anyMatch(trail ->
                        trail.multiRegion() != null && trail.logging() != null && trail.eventSelectors() != null);
        return whole ? mayRecord() : Set.of();
    }

    /** Those that it records unless what was not read says otherwise. */
    Set<Access> mayRecord() {
        if (all().anyMatch(trail -> stopped(trail) != null)) {
            return Set.of();
        }
        return all().map(Trail::eventSelectors)
                .filter(Objects::nonNull)
                .map(ManagementEvents::of)
                .reduce(
                        ManagementEvents.BOTH,
                        (some, others) ->
                                some.stream().filter(others::contains).collect(Collectors.toUnmodifiableSet()));
    }

    /** The cause for which the trail does not record all of them, as far as it is told; null where there is none. */
    @Nullable
    String fault() {
        return all().map(TrailStatus::stopped)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(() -> mayRecord().equals(ManagementEvents.BOTH) ? null : "it leaves management events out");
    }

    private Stream<Trail> all() {
        return Stream.concat(Stream.of(shown), told.stream());
    }

    /** The cause for which it records nothing in all regions; null where there is none. */
    private static @Nullable String stopped(Trail trail) {
        if (Boolean.FALSE.equals(trail.multiRegion())) {
            return "it is of one region";
        }
        if (Boolean.FALSE.equals(trail.logging())) {
            return "it is stopped";
        }
        if (trail.latestDeliveryError() != null && !trail.latestDeliveryError().isBlank()) {
            return "it fails to write: " + trail.latestDeliveryError();
        }
        return null;
    }

    /** The reason for which it is not known what the trail records. */
    String missing() {
        if (!unread.isEmpty()) {
            return "whether " + name + " records is told in its home region alone, not read: "
                    + String.join(", ", unread);
        }
        return told.isEmpty()
                ? "its home region " + Objects.requireNonNullElse(shown.homeRegion(), "(not told)")
                        + " does not tell of " + name
                : "the status or the event selectors of " + name + " were not read";
    }
}
