package io.muster.demo;

import static io.muster.demo.Demo.OTHER_REGION;
import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;
import software.amazon.awssdk.services.iam.model.InstanceProfile;

/** The estate: always the same, at one with itself, and open to change. */
class DemoCloudTest {

    private static final String HUB = "111111111111";

    private final DemoCloud cloud = cloud(42);

    @Test
    void isTheSameForTheSameSeed() {
        DemoCloud again = cloud(42);

        for (Class<?> type : List.of(Instance.class, NetworkInterface.class, Volume.class, SecurityGroup.class)) {
            assertThat(again.list(HUB, REGION, type)).isEqualTo(cloud.list(HUB, REGION, type));
        }
    }

    @Test
    void isAnotherForAnotherSeedAccountAndRegion() {
        Set<String> ids = Stream.of(
                        cloud.list(HUB, REGION, Instance.class),
                        cloud.list(HUB, OTHER_REGION, Instance.class),
                        cloud.list("222222222222", REGION, Instance.class),
                        cloud(43).list(HUB, REGION, Instance.class))
                .flatMap(List::stream)
                .map(Instance::instanceId)
                .collect(Collectors.toSet());

        assertThat(ids).hasSize(4 * 25);
    }

    @Test
    void hasInterfacesThatAgreeWithTheirInstances() {
        List<NetworkInterface> interfaces = cloud.list(HUB, REGION, NetworkInterface.class);
        for (Instance instance : live(cloud)) {
            List<NetworkInterface> own = interfaces.stream()
                    .filter(i -> i.attachment() != null
                            && instance.instanceId().equals(i.attachment().instanceId()))
                    .toList();
            assertThat(own)
                    .extracting(NetworkInterface::networkInterfaceId)
                    .containsExactlyInAnyOrderElementsOf(instance.networkInterfaces().stream()
                            .map(i -> i.networkInterfaceId())
                            .toList());
            assertThat(own.get(0).groups()).isEqualTo(instance.securityGroups());
            assertThat(own.get(0).subnetId()).isEqualTo(instance.subnetId());
            assertThat(own.get(0).privateIpAddress()).isEqualTo(instance.privateIpAddress());
        }
        assertThat(interfaces)
                .extracting(NetworkInterface::privateIpAddress, NetworkInterface::vpcId)
                .doesNotHaveDuplicates();
    }

    @Test
    void hasVolumesThatAgreeWithTheirInstances() {
        Set<String> mapped = live(cloud).stream()
                .flatMap(i -> i.blockDeviceMappings().stream()
                        .map(device -> device.ebs().volumeId()
                                + i.instanceId()
                                + device.deviceName()
                                + device.ebs().deleteOnTermination()))
                .collect(Collectors.toSet());
        Set<String> attached = cloud.list(HUB, REGION, Volume.class).stream()
                .flatMap(volume -> volume.attachments().stream())
                .map(DemoCloudTest::described)
                .collect(Collectors.toSet());

        assertThat(attached).isNotEmpty().isEqualTo(mapped);
    }

    @Test
    void refersOnlyToWhatThereIs() {
        Set<String> groups = ids(SecurityGroup.class, SecurityGroup::groupId);
        Set<String> subnets = ids(Subnet.class, Subnet::subnetId);
        Set<String> volumes = ids(Volume.class, Volume::volumeId);
        Set<String> profiles = cloud.list(HUB, DemoCloud.GLOBAL, InstanceProfile.class).stream()
                .map(p -> p.arn() + p.instanceProfileId())
                .collect(Collectors.toSet());

        assertThat(cloud.list(HUB, REGION, NetworkInterface.class)).allSatisfy(i -> {
            assertThat(subnets).contains(i.subnetId());
            assertThat(i.groups()).allSatisfy(group -> assertThat(groups).contains(group.groupId()));
        });
        assertThat(live(cloud))
                .filteredOn(i -> i.iamInstanceProfile() != null)
                .allSatisfy(i -> assertThat(profiles)
                        .contains(i.iamInstanceProfile().arn()
                                + i.iamInstanceProfile().id()));
        assertThat(cloud.list(HUB, REGION, Snapshot.class))
                .filteredOn(s -> !s.volumeId().equals("vol-ffffffff"))
                .allSatisfy(s -> assertThat(volumes).contains(s.volumeId()));
    }

    @Test
    void changesOnDemandAndBack() {
        Volume volume = cloud.list(HUB, REGION, Volume.class).get(0);

        cloud.alter(
                HUB,
                REGION,
                Volume.class,
                volume.volumeId(),
                v -> v.toBuilder().size(7).build());
        assertThat(cloud.list(HUB, REGION, Volume.class).get(0).size()).isEqualTo(7);

        cloud.remove(HUB, REGION, Volume.class, volume.volumeId());
        assertThat(cloud.list(HUB, REGION, Volume.class)).doesNotContain(volume);

        cloud.restore(HUB, REGION, Volume.class, volume.volumeId());
        assertThat(cloud.list(HUB, REGION, Volume.class)).contains(volume);
    }

    @Test
    void driftsTheSameWayForTheSameSeed() {
        DemoCloud again = cloud(42);
        for (int tick = 1; tick <= 60; tick++) {
            assertThat(again.drift()).isEqualTo(cloud.drift());
        }
        for (DemoAccount account : cloud.accounts()) {
            for (String region : account.regions()) {
                assertThat(again.list(account.accountId(), region, Instance.class))
                        .isEqualTo(cloud.list(account.accountId(), region, Instance.class));
                assertThat(again.list(account.accountId(), region, Volume.class))
                        .isEqualTo(cloud.list(account.accountId(), region, Volume.class));
            }
        }
    }

    @Test
    void driftDoesWhatItSays() {
        for (int tick = 1; tick <= 200; tick++) {
            DemoChange change = cloud.drift();
            assertThat(change.tick()).isEqualTo(tick);
            boolean there = cloud.list(change.accountId(), change.region(), Volume.class).stream()
                    .anyMatch(v -> v.volumeId().equals(change.resourceId()));
            switch (change.type()) {
                case VOLUME_CREATED -> assertThat(there).isTrue();
                case VOLUME_DELETED -> assertThat(there).isFalse();
                case INSTANCE_STOPPED -> assertThat(stateOf(change)).isEqualTo(InstanceStateName.STOPPED);
                case INSTANCE_STARTED -> assertThat(stateOf(change)).isEqualTo(InstanceStateName.RUNNING);
                case RULE_ADDED -> assertThat(rulesOf(change)).isEqualTo(2);
                case RULE_REMOVED -> assertThat(rulesOf(change)).isEqualTo(1);
            }
        }
    }

    @Test
    void refusesSizesThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DemoSize(0, List.of(REGION), 1, 1))
                .withMessageContaining("accounts");
        assertThatIllegalArgumentException().isThrownBy(() -> new DemoSize(1, List.of(), 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> cloud.list("999999999999", REGION, Volume.class));
    }

    private InstanceStateName stateOf(DemoChange change) {
        return cloud.list(change.accountId(), change.region(), Instance.class).stream()
                .filter(i -> i.instanceId().equals(change.resourceId()))
                .findFirst()
                .orElseThrow()
                .state()
                .name();
    }

    private int rulesOf(DemoChange change) {
        return cloud.list(change.accountId(), change.region(), SecurityGroup.class).stream()
                .filter(group -> group.groupId().equals(change.resourceId()))
                .findFirst()
                .orElseThrow()
                .ipPermissions()
                .size();
    }

    private <T> Set<String> ids(Class<T> type, Function<T, String> id) {
        return cloud.list(HUB, REGION, type).stream().map(id).collect(Collectors.toSet());
    }

    private static String described(VolumeAttachment attachment) {
        return attachment.volumeId() + attachment.instanceId() + attachment.device() + attachment.deleteOnTermination();
    }

    private static List<Instance> live(DemoCloud cloud) {
        return cloud.list(HUB, REGION, Instance.class).stream()
                .filter(i -> i.state().name() != InstanceStateName.TERMINATED)
                .toList();
    }

    private static DemoCloud cloud(long seed) {
        return new DemoCloud(new DemoSize(3, List.of(REGION, OTHER_REGION), 25, seed));
    }
}
