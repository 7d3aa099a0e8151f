package io.muster.demo;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;

/**
 * The differences of a region on a day of the past. They follow from the seed and the day, and lead up to the estate as
 * it is: on day 0 there are none. Regions go through it a few days apart from each other.
 *
 * @param shift by how many days the region is behind the others
 */
record RegionPast(Site site, Listings listings, Dice dice, int daysAgo, int shift) {

    /** Over so many days, instance after instance was made to require IMDSv2. */
    private static final int ENFORCED_OVER = 24;

    private static final int ENCRYPTED_BY_DEFAULT = 20;
    private static final int FLOW_LOGS_MADE = 18;
    private static final int SHARING_BLOCKED = 17;
    private static final int LEGACY_TAGGED = 15;
    private static final int DATABASES_GROWN = 11;

    /** Makes a freshly generated region that of the day. */
    static RegionEstate of(RegionEstate fresh, int daysAgo) {
        Dice dice = fresh.site().dice().of("past");
        RegionPast past = new RegionPast(fresh.site(), fresh.listings(), dice, daysAgo, dice.below(3, "shift", 0));
        past.changeInstances();
        past.changeGroups();
        past.changeVolumes();
        past.changeSettings();
        past.share();
        return fresh;
    }

    /** Whether the day is among those from so many days ago until so many days ago, which is not. */
    private boolean during(int from, int until) {
        return daysAgo <= from && daysAgo > until;
    }

    private boolean before(int day) {
        return daysAgo > day;
    }

    private void changeInstances() {
        for (int number = 0; number < site.instances(); number++) {
            Launch launch = new Launch(number);
            if (!launch.terminated()) {
                listings.of(Instance.class).alter(site.instance(number), instance -> then(launch, instance));
            }
        }
    }

    private Instance then(Launch launch, Instance instance) {
        Instance.Builder then = instance.toBuilder();
        if (before(enforced(launch))) {
            then.metadataOptions(instance.metadataOptions().toBuilder()
                    .httpTokens("optional")
                    .build());
        }
        if (launch.workload() == Workload.DB && launch.zone() == 0 && before(DATABASES_GROWN - shift)) {
            then.instanceType("r7g.large");
        }
        if (launch.workload() == Workload.LEGACY && before(LEGACY_TAGGED + shift)) {
            then.tags(instance.tags().stream()
                    .filter(tag -> !tag.key().equals("environment"))
                    .toList());
        }
        return resting(launch) ? Drift.stopped(then.build()) : then.build();
    }

    private int enforced(Launch launch) {
        return (launch.number() + 5 * site.accountNumber() + 3 * site.regionNumber()) % ENFORCED_OVER;
    }

    /** Batch work rests on two days of the week. */
    private boolean resting(Launch launch) {
        return launch.workload() == Workload.BATCH && launch.running() && daysAgo % 7 >= 2 && daysAgo % 7 <= 3;
    }

    /** One group was open to SSH for a day, and once more; another, which is open, had been closed for a while. */
    private void changeGroups() {
        Listing<SecurityGroup> groups = listings.of(SecurityGroup.class);
        if (during(13 + shift, 12 + shift) || during(4 + shift, 2 + shift)) {
            groups.alter(site.group(Group.APP), Drift::openToSsh);
        }
        if (site.even() && during(21 + shift, 9 + shift)) {
            groups.alter(
                    site.group(Group.LEGACY_OPEN),
                    group -> group.toBuilder().ipPermissions(List.of()).build());
        }
    }

    /** Volumes that were deleted since, every second of them not encrypted. The last one was there until yesterday. */
    private void changeVolumes() {
        Listing<Volume> volumes = listings.of(Volume.class);
        int last = Drift.VOLUMES - 1;
        for (int place = 0; place <= last; place++) {
            int from = place == last ? 3 : 3 + dice.below(25, "volume from", place);
            int until = place == last ? 0 : Math.max(0, from - 1 - dice.below(9, "volume days", place));
            if (during(from, until)) {
                volumes.restore(site.volume(volumes.size() - Drift.VOLUMES + place));
            }
        }
    }

    private void changeSettings() {
        if (site.even() && before(ENCRYPTED_BY_DEFAULT - shift)) {
            listings.of(GetEbsEncryptionByDefaultResponse.class)
                    .alter(
                            DemoCloud.SETTING,
                            setting -> setting.toBuilder()
                                    .ebsEncryptionByDefault(false)
                                    .build());
        }
        if (!site.even() && before(SHARING_BLOCKED - shift)) {
            listings.of(GetSnapshotBlockPublicAccessStateResponse.class)
                    .alter(
                            DemoCloud.SETTING,
                            setting -> setting.toBuilder().state("unblocked").build());
        }
        if (before(FLOW_LOGS_MADE - shift)) {
            Listing<FlowLog> logs = listings.of(FlowLog.class);
            logs.at(0).ifPresent(log -> logs.remove(log.flowLogId()));
        }
    }

    /** The snapshot that is shared with a partner was public for two days. */
    private void share() {
        if (during(8 + shift, 6 + shift)) {
            listings.of(DescribeSnapshotAttributeResponse.class)
                    .alter(
                            site.partnersSnapshot(),
                            permissions -> permissions.toBuilder()
                                    .createVolumePermissions(CreateVolumePermission.builder()
                                            .group("all")
                                            .build())
                                    .build());
        }
    }
}
