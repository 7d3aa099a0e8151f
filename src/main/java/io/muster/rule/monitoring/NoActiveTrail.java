package io.muster.rule.monitoring;

import io.muster.estate.Estate;
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
import io.muster.rule.monitoring.ManagementEvents.Access;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Trails of all regions together: one may record the events that read, and another those that write. Judged in each region, which shows
 * the trails of all regions even where another one is their home. The verdict rests on what is stored of a trail's home region, in this
 * account and in the one that owns it; UNKNOWN where that was not read.
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
    public String version() {
        return "4";
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<TrailStatus> trails = estate.all(Trail.class).stream()
                .map(trail -> TrailStatus.of(trail, estate.beside().trailHomes()))
                .toList();
        if (missing(trails, TrailStatus::records).isEmpty()) {
            return Verdict.pass();
        }
        Set<Access> missing = missing(trails, TrailStatus::mayRecord);
        return missing.isEmpty() ? Verdict.unknown(unknown(trails)) : unrecorded(trails, missing);
    }

    /** The events that none of the trails records. */
    private static Set<Access> missing(List<TrailStatus> trails, Function<TrailStatus, Set<Access>> recorded) {
        Set<Access> missing = EnumSet.allOf(Access.class);
        trails.stream().map(recorded).forEach(missing::removeAll);
        return missing;
    }

    private Verdict unrecorded(List<TrailStatus> trails, Set<Access> missing) {
        return fail(
                trails.isEmpty()
                        ? "No trail covers this region."
                        : "No trail of all regions that covers this one records its management events" + kind(missing)
                                + ".",
                Evidence.of("trails", trails.stream().map(NoActiveTrail::facts).toList())
                        .and("missingEvents", missing.stream().map(Access::name).toList())
                        .facts());
    }

    private static String kind(Set<Access> missing) {
        if (missing.equals(ManagementEvents.BOTH)) {
            return "";
        }
        return missing.contains(Access.WRITE) ? " that write" : " that read";
    }

    private static String unknown(List<TrailStatus> trails) {
        return trails.stream()
                .filter(trail -> !trail.records().equals(trail.mayRecord()))
                .map(TrailStatus::missing)
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static Object facts(TrailStatus trail) {
        return Evidence.of("trail", trail.name())
                .and("homeRegion", trail.shown().homeRegion())
                .and("fault", trail.fault())
                .facts();
    }
}
