package io.muster.rule.monitoring;

import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.kind.Trail;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
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

    /** Whether it records all management events of all regions. */
    Certainty records() {
        if (fault() != null) {
            return Certainty.NO;
        }
        boolean whole = told.stream()
                .anyMatch(trail ->
                        trail.multiRegion() != null && trail.logging() != null && trail.eventSelectors() != null);
        return whole ? Certainty.YES : Certainty.POSSIBLE;
    }

    /** The cause for which the trail does not record, as far as it is told; null where there is none. */
    @Nullable
    String fault() {
        return Stream.concat(Stream.of(shown), told.stream())
                .map(TrailStatus::fault)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String fault(Trail trail) {
        if (Boolean.FALSE.equals(trail.multiRegion())) {
            return "it is of one region";
        }
        if (Boolean.FALSE.equals(trail.logging())) {
            return "it is stopped";
        }
        if (trail.latestDeliveryError() != null && !trail.latestDeliveryError().isBlank()) {
            return "it fails to write: " + trail.latestDeliveryError();
        }
        return trail.eventSelectors() == null || ManagementEvents.all(trail.eventSelectors())
                ? null
                : "it leaves management events out";
    }

    /** The reason for which it is not known whether the trail records. */
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
