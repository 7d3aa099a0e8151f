package io.muster.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/**
 * The volumes of a region: two numbers per instance, for its root volume and its data volume; then some that are
 * not attached; then those that only drift brings.
 */
final class Volumes {

    static final int UNATTACHED = 4;
    static final int DRIFTING = 8;

    private final Site site;
    private final Snapshots snapshots;

    Volumes(Site site, Snapshots snapshots) {
        this.site = site;
        this.snapshots = snapshots;
    }

    int numbers() {
        return firstDrifting() + DRIFTING;
    }

    int firstDrifting() {
        return site.instances() * 2 + UNATTACHED;
    }

    Optional<Volume> at(int number) {
        if (number >= site.instances() * 2) {
            return Optional.of(unattached(number));
        }
        Launch launch = new Launch(number / 2);
        return number % 2 == 0
                ? Optional.of(launch).filter(l -> !l.terminated()).map(this::root)
                : Optional.of(launch).filter(Launch::hasDataVolume).map(this::data);
    }

    /** Those attached to an instance that is not terminated, its root first. */
    List<Volume> ofInstance(Launch launch) {
        return Stream.of(launch.number() * 2, launch.number() * 2 + 1)
                .flatMap(number -> at(number).stream())
                .toList();
    }

    private Volume root(Launch launch) {
        Volume.Builder root = volume(launch.number() * 2, launch.encrypted())
                .size(20)
                .snapshotId(snapshots.ofImage(OwnImage.of(launch.workload())));
        return attached(root, launch, Instances.ROOT_DEVICE, !launch.rootSurvives());
    }

    private Volume data(Launch launch) {
        Volume.Builder data =
                volume(launch.number() * 2 + 1, launch.encrypted()).size(500);
        return attached(data, launch, Instances.DATA_DEVICE, false);
    }

    private Volume unattached(int number) {
        return volume(number, number % 2 == 0)
                .size(100)
                .state("available")
                .tags(Site.tags("left-over-" + (number - site.instances() * 2)))
                .build();
    }

    private Volume.Builder volume(int number, boolean encrypted) {
        Volume.Builder volume = Volume.builder()
                .volumeId(site.volume(number))
                .volumeType("gp3")
                .iops(3000)
                .throughput(125)
                .encrypted(encrypted)
                .multiAttachEnabled(false)
                .availabilityZone(site.zone(0))
                .createTime(site.dice().past("volume", number));
        return encrypted ? volume.kmsKeyId(site.diskKeyArn()) : volume;
    }

    private Volume attached(Volume.Builder volume, Launch launch, String device, boolean deleteOnTermination) {
        String id = volume.build().volumeId();
        return volume.state("in-use")
                .availabilityZone(site.zone(launch.zone()))
                .createTime(site.dice().past("launch", launch.reservation()))
                .operator(launch.operator())
                .attachments(VolumeAttachment.builder()
                        .volumeId(id)
                        .instanceId(site.instance(launch.number()))
                        .device(device)
                        .state("attached")
                        .attachTime(site.dice().past("launch", launch.reservation()))
                        .deleteOnTermination(deleteOnTermination)
                        .build())
                .tags(tags(launch))
                .build();
    }

    private static List<Tag> tags(Launch launch) {
        List<Tag> tags = new ArrayList<>(Site.tags(launch.workload().label() + "-" + launch.number()));
        launch.workload().owner().ifPresent(owner -> tags.add(Site.tag("owner", owner)));
        return tags;
    }
}
