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
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judged in each region, which shows the trails of all regions even where another one is their home. The verdict rests on what is stored
 * of a trail's home region, in this account and in the one that owns it; UNKNOWN where that was not read.
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
        return "2";
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<TrailStatus> trails = estate.all(Trail.class).stream()
                .map(trail -> TrailStatus.of(trail, estate.trailHomes()))
                .toList();
        Certainty recorded = trails.stream().map(TrailStatus::records).reduce(Certainty.NO, Certainty::or);
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

    private static String unknown(List<TrailStatus> trails) {
        return trails.stream()
                .filter(trail -> trail.records() == Certainty.POSSIBLE)
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
