package io.muster.graphql;

import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.ToggleState;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.inventory.kind.Vpc;
import java.util.List;

/** Records with all that the tests do not speak of filled in. */
final class Samples {

    private Samples() {}

    static Vpc vpc() {
        return new Vpc(List.of("10.0.0.0/16"), List.of(), false, null, null, null);
    }

    static Subnet subnet(String vpcId) {
        return new Subnet(vpcId, "10.0.0.0/24", List.of(), "eu-central-1a", false, false, null, null, null);
    }

    static Instance instance(InstanceState state, String vpcId, String subnetId, List<String> groups) {
        return instance(state, vpcId, subnetId, groups, HttpTokens.REQUIRED, null, null);
    }

    static Instance instance(
            InstanceState state,
            String vpcId,
            String subnetId,
            List<String> groups,
            HttpTokens tokens,
            String publicIp,
            String profileArn) {
        return new Instance(
                state,
                "m7g.large",
                null,
                "Linux/UNIX",
                Store.T0,
                "10.0.0.4",
                publicIp,
                List.of(),
                "eu-central-1a",
                new MetadataOptions(ToggleState.ENABLED, tokens, 1, null, false, true),
                false,
                null,
                null,
                vpcId,
                subnetId,
                groups,
                List.of(),
                profileArn,
                null,
                null,
                List.of(),
                null,
                false,
                "disabled",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Instance instanceAt(String privateIp, String publicIp, String... ipv6Addresses) {
        Instance usual = instance(InstanceState.RUNNING, "vpc-1", "subnet-1", List.of());
        return new Instance(
                usual.state(),
                usual.instanceType(),
                null,
                null,
                null,
                privateIp,
                publicIp,
                List.of(ipv6Addresses),
                null,
                usual.metadataOptions(),
                false,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                List.of(),
                null,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static NetworkInterface interfaceAt(
            String instanceId,
            List<String> privateIps,
            List<String> publicIps,
            List<String> ipv6,
            List<String> prefixes) {
        return new NetworkInterface(
                "in-use",
                "interface",
                privateIps,
                publicIps,
                ipv6,
                prefixes,
                true,
                false,
                false,
                null,
                null,
                null,
                null,
                List.of(),
                instanceId,
                null,
                null,
                null,
                null);
    }

    static SecurityGroup group(String name, String vpcId, SecurityGroupRule... ingress) {
        return new SecurityGroup(name, null, vpcId, name.equals("default"), null, List.of(ingress), List.of());
    }

    static SecurityGroupRule ingress(String protocol, Integer fromPort, Integer toPort, String cidr) {
        return new SecurityGroupRule(null, protocol, fromPort, toPort, cidr, null, null, null, null);
    }

    static NetworkInterface networkInterface(String vpcId, String subnetId, String instanceId, List<String> groups) {
        return new NetworkInterface(
                "in-use",
                "interface",
                List.of("10.0.0.4"),
                List.of(),
                List.of(),
                List.of(),
                true,
                false,
                false,
                null,
                null,
                vpcId,
                subnetId,
                groups,
                instanceId,
                "attached",
                null,
                null,
                null);
    }

    static Volume volume(boolean encrypted, String instanceId) {
        List<VolumeAttachment> attachments =
                instanceId == null ? List.of() : List.of(new VolumeAttachment(instanceId, "/dev/xvda", true, true));
        return new Volume(encrypted, null, 8, "gp3", "in-use", null, null, attachments, false, null);
    }
}
