package io.muster.endtoend;

import static io.muster.endtoend.Truth.arn;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.inventory.Documents;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.BlockDevice;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceProfile;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.KeyPair;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ToggleState;
import io.muster.inventory.kind.UserData;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceIpv6Address;

/** The instances of {@link AwsEstate}, what belongs to them, and IAM, attribute by attribute. */
record ExpectedCompute(AwsEstate estate, Truth truth) {

    private static final String ACCOUNT = Mustered.ACCOUNT;

    List<Made> instances() {
        var launched = estate.compute().web();
        var now = truth.instance(launched.instanceId());
        String root = launched.rootDeviceName();
        List<String> ipv6 = launched.networkInterfaces().get(0).ipv6Addresses().stream()
                .map(InstanceIpv6Address::ipv6Address)
                .toList();
        assertThat(ipv6).hasSize(1);
        assertThat(now.publicIpAddress()).isNotNull();
        // platform: moto does not tell PlatformDetails.
        Instance web = new Instance(
                InstanceState.RUNNING,
                "m5.large",
                estate.storage().image(),
                null,
                launched.launchTime(),
                launched.privateIpAddress(),
                now.publicIpAddress(),
                ipv6,
                AwsEstate.ZONE,
                new MetadataOptions(ToggleState.ENABLED, HttpTokens.REQUIRED, 2, ToggleState.DISABLED, false, true),
                true,
                true,
                "operators",
                estate.network().vpc(),
                estate.network().publicSubnet(),
                estate.webGroups(),
                List.of(launched.networkInterfaces().get(0).networkInterfaceId()),
                estate.iam().profile(),
                // moto has root devices of its own, whatever RegisterImage said.
                root,
                "ebs",
                List.of(
                        new BlockDevice(root, volumeAt(now, root), true),
                        new BlockDevice("/dev/sdf", estate.storage().encryptedVolume(), false)),
                null,
                false,
                "enabled",
                null,
                null,
                null,
                null,
                null,
                UserData.none(),
                null,
                now.iamInstanceProfile().id());
        return List.of(Made.named(arn("instance", launched.instanceId()), "web-1", web));
    }

    private static String volumeAt(software.amazon.awssdk.services.ec2.model.Instance instance, String device) {
        return instance.blockDeviceMappings().stream()
                .filter(mapping -> mapping.deviceName().equals(device))
                .map(InstanceBlockDeviceMapping::ebs)
                .findFirst()
                .orElseThrow()
                .volumeId();
    }

    List<Made> networkInterfaces() {
        String second = estate.compute().secondInterface();
        String first = estate.compute().web().networkInterfaces().get(0).networkInterfaceId();
        return List.of(
                Made.named(
                        arn("network-interface", second),
                        "second",
                        networkInterface(
                                second,
                                "available",
                                estate.compute().elasticIp(),
                                "second",
                                estate.network().privateSubnet(),
                                List.of(estate.groups().bastion()),
                                null)),
                Made.untagged(
                        arn("network-interface", first),
                        null,
                        networkInterface(
                                first,
                                "in-use",
                                truth.instance(estate.compute().web().instanceId())
                                        .publicIpAddress(),
                                truth.networkInterface(first).description(),
                                estate.network().publicSubnet(),
                                estate.webGroups(),
                                estate.compute().web().instanceId())));
    }

    private NetworkInterface networkInterface(
            String id,
            String status,
            String publicIp,
            String description,
            String subnet,
            List<String> groups,
            String instanceId) {
        var now = truth.networkInterface(id);
        // ipv6Prefixes, denyAllIgwTraffic: moto knows neither.
        return new NetworkInterface(
                status,
                "interface",
                List.of(now.privateIpAddress()),
                List.of(publicIp),
                now.ipv6Addresses().stream()
                        .map(NetworkInterfaceIpv6Address::ipv6Address)
                        .toList(),
                List.of(),
                true,
                false,
                false,
                ACCOUNT,
                description,
                estate.network().vpc(),
                subnet,
                groups,
                instanceId,
                instanceId == null ? null : "attached",
                null,
                List.of(new PrivateAddress(
                        now.privateIpAddress(),
                        true,
                        publicIp,
                        null,
                        null,
                        now.association().allocationId(),
                        now.association().ipOwnerId())),
                null);
    }

    List<Made> keyPairs() {
        var made = estate.compute().key();
        String id = made.keyPairId();
        return List.of(new Made(
                arn("key-pair", id),
                id,
                "operators",
                Map.of("k", "v"),
                new KeyPair(
                        "operators",
                        "ed25519",
                        made.keyFingerprint(),
                        truth.keyPair(id).createTime())));
    }

    List<Made> regionSettings() {
        // All but the first: moto answers with a page of HTML; the scan's gaps say so.
        RegionSettings here = new RegionSettings(
                true, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
        RegionSettings bare = new RegionSettings(
                false, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
        return List.of(settings("eu-central-1", here), settings(Mustered.BARE_REGION, bare));
    }

    private static Made settings(String region, RegionSettings settings) {
        String arn = "arn:aws:muster:" + region + ":" + ACCOUNT + ":region-settings/" + ACCOUNT;
        return Made.untagged(arn, null, settings);
    }

    List<Made> instanceProfiles() {
        return List.of(
                profile(estate.iam().profile(), "web", estate.iam().role()),
                profile(estate.iam().emptyProfile(), "empty", null));
    }

    private Made profile(String arn, String name, String role) {
        var made = truth.profile(name);
        return Made.untagged(arn, name, new InstanceProfile(made.instanceProfileId(), "/", role, made.createDate()));
    }

    List<Made> roles() {
        return List.of(new Made(
                "arn:aws:iam::" + ACCOUNT + ":role/service/web",
                "web",
                "web",
                Map.of("team", "platform"),
                new Role(
                        "/service/",
                        json(AwsEstate.TRUST),
                        List.of(new PolicyDocument("inline-read", json(AwsEstate.READ_BUCKET))),
                        List.of(
                                new AttachedPolicy(
                                        estate.iam().policy(), "read-bucket", false, json(AwsEstate.READ_BUCKET)),
                                new AttachedPolicy(
                                        AwsEstate.AWS_POLICY,
                                        "AmazonSSMManagedInstanceCore",
                                        true,
                                        json(truth.policy(AwsEstate.AWS_POLICY)))),
                        estate.iam().boundary(),
                        json(AwsEstate.BOUNDARY),
                        // lastUsedAt: nobody used the role.
                        null,
                        truth.role("web").createDate(),
                        null,
                        null,
                        null)));
    }

    private static JsonNode json(String text) {
        return Documents.tree(text);
    }
}
