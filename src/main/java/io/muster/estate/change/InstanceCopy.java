package io.muster.estate.change;

import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;

/** An instance, with some of its parts exchanged. */
final class InstanceCopy {

    private final Instance from;
    private List<String> groupIds;
    private MetadataOptions metadataOptions;

    @Nullable
    private String publicIp;

    @Nullable
    private String profileArn;

    private InstanceCopy(Instance from) {
        this.from = from;
        groupIds = from.securityGroupIds();
        metadataOptions = from.metadataOptions();
        publicIp = from.publicIp();
        profileArn = from.instanceProfileArn();
    }

    static InstanceCopy of(Instance from) {
        return new InstanceCopy(from);
    }

    InstanceCopy groups(List<String> ids) {
        groupIds = ids;
        return this;
    }

    InstanceCopy options(MetadataOptions options) {
        metadataOptions = options;
        return this;
    }

    InstanceCopy publicIp(@Nullable String address) {
        publicIp = address;
        return this;
    }

    InstanceCopy profile(@Nullable String arn) {
        profileArn = arn;
        return this;
    }

    Instance instance() {
        return new Instance(
                from.state(),
                from.instanceType(),
                from.imageId(),
                from.platform(),
                from.launchTime(),
                from.privateIp(),
                publicIp,
                from.ipv6Addresses(),
                from.availabilityZone(),
                metadataOptions,
                from.detailedMonitoring(),
                from.ebsOptimized(),
                from.keyName(),
                from.vpcId(),
                from.subnetId(),
                groupIds,
                from.networkInterfaceIds(),
                profileArn,
                from.rootDeviceName(),
                from.rootDeviceType(),
                from.blockDevices(),
                from.stateTransitionReason(),
                from.operatorManaged(),
                from.monitoringState(),
                from.operator(),
                from.stateTransitionTime(),
                from.hostnameType(),
                from.nestedVirtualization(),
                from.imageMetadata(),
                from.userData(),
                from.userDataCheckedAt(),
                Objects.equals(profileArn, from.instanceProfileArn()) ? from.instanceProfileId() : null);
    }
}
