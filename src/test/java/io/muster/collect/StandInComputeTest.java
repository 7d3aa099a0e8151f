package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.aws.AwsEstate;
import io.muster.inventory.Resource;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Instances, what belongs to them, and IAM. */
class StandInComputeTest extends StandInCollecting {

    @Test
    void instancesAreReadAsTheyWereMade() {
        var made = estate.compute().web();
        Resource<Instance> web = one(new InstanceCollector(() -> false), made.instanceId());
        assertThat(web.name()).isEqualTo("web-1");
        assertThat(web.attributes().publicIp()).isNotNull();
        assertThat(web.attributes())
                .isEqualTo(new Instance(
                        InstanceState.RUNNING,
                        "m5.large",
                        estate.storage().image(),
                        null,
                        made.launchTime(),
                        made.privateIpAddress(),
                        web.attributes().publicIp(),
                        web.attributes().ipv6Addresses(),
                        AwsEstate.ZONE,
                        new MetadataOptions(
                                ToggleState.ENABLED, HttpTokens.REQUIRED, 2, ToggleState.DISABLED, false, true),
                        true,
                        true,
                        "operators",
                        estate.network().vpc(),
                        estate.network().publicSubnet(),
                        estate.webGroups(),
                        List.of(made.networkInterfaces().get(0).networkInterfaceId()),
                        estate.iam().profile(),
                        made.rootDeviceName(),
                        "ebs",
                        List.of(
                                new BlockDevice(
                                        made.rootDeviceName(),
                                        web.attributes().blockDevices().get(0).volumeId(),
                                        true),
                                new BlockDevice("/dev/sdf", estate.storage().encryptedVolume(), false)),
                        null,
                        false,
                        "enabled",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        web.attributes().instanceProfileId()));
    }

    @Test
    void anInstanceThatEndedIsStillListed() {
        Instance ended = one(
                        new InstanceCollector(() -> false),
                        estate.compute().ended().instanceId())
                .attributes();
        assertThat(ended.state().ended()).isTrue();
        assertThat(ended.stateTransitionReason()).startsWith("User initiated");
    }

    @Test
    void networkInterfaces() {
        Resource<NetworkInterface> second =
                one(new NetworkInterfaceCollector(), estate.compute().secondInterface());
        assertThat(second.name()).isEqualTo("second");
        assertThat(second.attributes().privateIps()).singleElement().asString().startsWith("10.20.2.");
        assertThat(second.attributes())
                .isEqualTo(new NetworkInterface(
                        "available",
                        "interface",
                        second.attributes().privateIps(),
                        List.of(estate.compute().elasticIp()),
                        List.of(),
                        List.of(),
                        true,
                        false,
                        false,
                        ACCOUNT,
                        "second",
                        estate.network().vpc(),
                        estate.network().privateSubnet(),
                        List.of(estate.groups().bastion()),
                        null,
                        null,
                        null,
                        second.attributes().privateAddresses(),
                        null));
        assertThat(second.attributes().privateAddresses())
                .extracting(PrivateAddress::publicIp)
                .containsExactly(estate.compute().elasticIp());
        var web = estate.compute().web();
        NetworkInterface first = one(
                        new NetworkInterfaceCollector(),
                        web.networkInterfaces().get(0).networkInterfaceId())
                .attributes();
        assertThat(first.status()).isEqualTo("in-use");
        assertThat(first.instanceId()).isEqualTo(web.instanceId());
        assertThat(first.attachmentStatus()).isEqualTo("attached");
        assertThat(first.securityGroupIds()).isEqualTo(estate.webGroups());
    }

    @Test
    void keyPair() {
        var made = estate.compute().key();
        Resource<KeyPair> key = one(new KeyPairCollector(), made.keyPairId());
        assertThat(key.name()).isEqualTo("operators");
        assertThat(key.tags()).isEqualTo(Map.of("k", "v"));
        assertRecent(key.attributes().createTime());
        assertThat(key.attributes())
                .isEqualTo(new KeyPair(
                        "operators",
                        "ed25519",
                        made.keyFingerprint(),
                        key.attributes().createTime()));
    }

    @Test
    void regionSettings() {
        Collection<RegionSettings> collection =
                new RegionSettingsCollector().collect(aws).await().indefinitely();
        RegionSettings settings = collection.resources().get(0).attributes();
        assertThat(settings.ebsEncryptionByDefault()).isTrue();
        // moto answers all others with a page of HTML: IncompleteTest has them.
        assertThat(collection.gaps())
                .isNotEmpty()
                .allMatch(gap -> gap.errorCode().equals("HTTP_500"));
    }

    @Test
    void instanceProfiles() {
        Resource<InstanceProfile> web = one(new InstanceProfileCollector(), "web");
        assertThat(web.arn()).isEqualTo(estate.iam().profile());
        assertThat(web.scope().isGlobal()).isTrue();
        assertRecent(web.attributes().createTime());
        assertThat(web.attributes().profileId()).isNotBlank();
        assertThat(web.attributes())
                .isEqualTo(new InstanceProfile(
                        web.attributes().profileId(),
                        "/",
                        estate.iam().role(),
                        web.attributes().createTime()));
        assertThat(one(new InstanceProfileCollector(), "empty").attributes().roleArn())
                .isNull();
    }

    @Test
    void rolesAreReadAsTheyWereMade() throws JsonProcessingException {
        Resource<Role> role = one(new RoleCollector(new InstanceProfileCollector()), "web");
        assertThat(role.arn()).isEqualTo("arn:aws:iam::123456789012:role/service/web");
        assertThat(role.tags()).isEqualTo(Map.of("team", "platform"));
        assertRecent(role.attributes().createTime());
        AttachedPolicy managed = role.attributes().attachedPolicies().get(1);
        assertThat(managed.document().path("Statement").size()).isPositive();
        assertThat(role.attributes())
                .isEqualTo(new Role(
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
                                        managed.document())),
                        estate.iam().boundary(),
                        json(AwsEstate.BOUNDARY),
                        null,
                        role.attributes().createTime(),
                        null,
                        null,
                        null));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
