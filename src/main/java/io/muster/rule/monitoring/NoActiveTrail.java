package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Trail;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/**
 * Judged in each region, which shows the trails of several regions even where another one is their home. Whether such a trail
 * is logging is told in its home region alone, and that of the organization to its owner: there the verdict is UNKNOWN.
 */
@Singleton
class NoActiveTrail extends RecordRule<RegionSettings> {

    NoActiveTrail() {
        super(
                new RuleMetadata(
                        "cloudtrail-no-active-multiregion-trail",
                        "No trail of all regions records management events",
                        Severity.HIGH,
                        Area.MONITORING,
                        ResourceKind.REGION_SETTINGS,
                        "Without a trail, changes and their authors are unknown after 90 days, and an attacker works in the region that no"
                                + " trail covers.",
                        "Make one trail of all regions, best of the whole organization: aws cloudtrail create-trail --name NAME"
                                + " --s3-bucket-name BUCKET --is-multi-region-trail --is-organization-trail, then aws cloudtrail"
                                + " start-logging --name NAME. Let it record management events that read and that write.",
                        List.of(
                                "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-1"),
                        List.of(
                                Control.fsbp("CloudTrail.1"),
                                Control.cis("3.0", "3.1"),
                                Control.cis("4.0", "3.1"),
                                Control.cis("5.0", "3.1"),
                                Control.prowler("cloudtrail_multi_region_enabled"),
                                Control.prowler("cloudtrail_multi_region_enabled_logging_management_events"))),
                RegionSettings.class,
                ResourceKind.TRAIL);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<Resource<Trail>> trails = estate.all(Trail.class);
        Certainty recorded =
                trails.stream().map(trail -> records(trail.attributes())).reduce(Certainty.NO, Certainty::or);
        return switch (recorded) {
            case YES -> Verdict.pass();
            case POSSIBLE -> Verdict.unknown(unknown(trails));
            case NO ->
                fail(
                        trails.isEmpty()
                                ? "No trail covers this region."
                                : "No trail of all regions that covers this one records its management events.",
                        Evidence.of(
                                        "trails",
                                        trails.stream()
                                                .map(NoActiveTrail::facts)
                                                .toList())
                                .facts());
        };
    }

    private static Certainty records(Trail trail) {
        if (Boolean.FALSE.equals(trail.multiRegion())) {
            return Certainty.NO;
        }
        String fault = fault(trail);
        if (fault != null) {
            return Certainty.NO;
        }
        boolean told = !trail.shadow()
                && trail.multiRegion() != null
                && trail.logging() != null
                && trail.eventSelectors() != null;
        return told ? Certainty.YES : Certainty.POSSIBLE;
    }

    /** The cause for which the trail does not record, as far as it is told here; null where there is none. */
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
        return trail.shadow() || trail.eventSelectors() == null || ManagementEvents.all(trail.eventSelectors())
                ? null
                : "it leaves management events out";
    }

    private static String unknown(List<Resource<Trail>> trails) {
        List<String> homes = trails.stream()
                .map(Resource::attributes)
                .filter(trail -> records(trail) == Certainty.POSSIBLE)
                .map(Trail::homeRegion)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return "whether the trail that covers this region records is told to its owner in its home region alone"
                + (homes.isEmpty() ? "" : ": " + String.join(", ", homes));
    }

    private static Object facts(Resource<Trail> trail) {
        return Evidence.of(
                        "trail", Objects.requireNonNullElse(trail.attributes().trailArn(), trail.resourceId()))
                .and("homeRegion", trail.attributes().homeRegion())
                .and("fault", fault(trail.attributes()))
                .facts();
    }
}
