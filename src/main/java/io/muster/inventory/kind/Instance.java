package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeInstances}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(value = ResourceKind.INSTANCE, plural = "instances", description = "An EC2 instance.")
@Related(
        field = "networkInterfaces",
        to = ResourceKind.NETWORK_INTERFACE,
        path = @Related.Step(value = Relation.ATTACHED_TO, incoming = true),
        addresses = true)
@Related(field = "volumes", to = ResourceKind.VOLUME, path = @Related.Step(Relation.ATTACHED_TO))
@Related(
        field = "role",
        to = ResourceKind.ROLE,
        path = {@Related.Step(Relation.HAS_PROFILE), @Related.Step(Relation.HAS_ROLE)},
        many = false,
        filterArns = "roleArns")
public record Instance(
        @Described("Where the instance is in its life.") @Filterable("states")
        InstanceState state,

        @Described("For example m7g.large.") @Filterable("instanceTypes") @Dimension
        String instanceType,

        @Described("The image it was launched from.")
        @Nullable
        @Filterable("imageIds")
        @Link(value = Relation.USES_IMAGE, field = "image", to = ResourceKind.IMAGE)
        @Dimension
        String imageId,

        @Described("AWS's platform details, for example Linux/UNIX or Windows.") @Nullable @Dimension
        String platform,

        @Described("When it was launched last.") @Nullable Instant launchTime,

        @Described("The primary private IPv4 address.") @Nullable @IpAddress
        String privateIp,

        @Described("The public IPv4 address of the primary interface.")
        @Nullable
        @Filterable(value = "hasPublicIp", match = Filterable.Match.PRESENT)
        @IpAddress
        String publicIp,

        @Described("Every IPv6 address of its interfaces.") @IpAddress
        List<String> ipv6Addresses,

        @Described("For example eu-central-1a.") @Nullable @Dimension
        String availabilityZone,

        @Described("How its metadata service is set.") MetadataOptions metadataOptions,

        @Described("Whether CloudWatch gets one-minute metrics; false while that is being turned on or off.")
        boolean detailedMonitoring,

        @Described("Whether it has dedicated bandwidth to EBS.") @Nullable
        Boolean ebsOptimized,

        @Described("The key pair it was launched with.") @Nullable @Dimension
        String keyName,

        @Described("The VPC it runs in.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        @Dimension
        String vpcId,

        @Described("The subnet of its primary interface.")
        @Nullable
        @Filterable("subnetIds")
        @Link(value = Relation.IN_SUBNET, field = "subnet", to = ResourceKind.SUBNET)
        @Dimension
        String subnetId,

        @Described("The security groups of all its interfaces.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The ids of its network interfaces.") List<String> networkInterfaceIds,

        @Described("The instance profile's ARN.")
        @Nullable
        @Link(value = Relation.HAS_PROFILE, field = "instanceProfile", to = ResourceKind.INSTANCE_PROFILE)
        @Dimension
        String instanceProfileArn,

        @Described("The device name of its root volume.") @Nullable
        String rootDeviceName,

        @Described("ebs or instance-store.") @Nullable @Dimension
        String rootDeviceType,

        @Described("The EBS volumes that are attached to the instance, by device.")
        List<BlockDevice> blockDevices,

        @Described("Why the instance entered its state, in AWS's words.") @Nullable
        String stateTransitionReason,

        @Described("Whether an AWS service runs it on the account's behalf.")
        boolean operatorManaged,

        @Described("disabled, disabling, enabled or pending, as AWS tells it of detailed monitoring.")
        @Nullable
        @Dimension
        String monitoringState,

        @Described("The AWS service that runs it, as AWS tells it.") @Nullable
        Operator operator,

        @Described("When it entered its state, where AWS says so: as a rule, when a user stopped it.") @Nullable
        Instant stateTransitionTime,

        @Described("ip-name or resource-name: how its host name is made.") @Nullable @Dimension
        String hostnameType,

        @Described("enabled or disabled: whether it may run virtual machines of its own.") @Nullable @Dimension
        String nestedVirtualization,

        @Described("AWS's metadata of its image; absent where it could not be read, and of instances that AWS hides.")
        @Nullable
        InstanceImage imageMetadata,

        @Described(
                "The facts about its user data; absent where it is not looked up, see muster.collect.instance-user-data.")
        @Nullable
        UserData userData,

        @Described("When AWS was asked last for its user data; absent where it was not, or could not be.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("userData")
        Instant userDataCheckedAt,

        @Described(
                "The unique id of the instance profile that it was given: another one than the profile's, where that was made anew since.")
        @Nullable
        String instanceProfileId) {

    /** A document of an earlier shape may lack the first two: the instance is then judged, and not passed over. */
    public Instance {
        state = state == null ? InstanceState.RUNNING : state;
        metadataOptions = metadataOptions == null ? MetadataOptions.unreported() : metadataOptions;
    }

    /** The instance with the verdict on its user data. */
    public Instance with(@Nullable UserData known) {
        return new Instance(
                state,
                instanceType,
                imageId,
                platform,
                launchTime,
                privateIp,
                publicIp,
                ipv6Addresses,
                availabilityZone,
                metadataOptions,
                detailedMonitoring,
                ebsOptimized,
                keyName,
                vpcId,
                subnetId,
                securityGroupIds,
                networkInterfaceIds,
                instanceProfileArn,
                rootDeviceName,
                rootDeviceType,
                blockDevices,
                stateTransitionReason,
                operatorManaged,
                monitoringState,
                operator,
                stateTransitionTime,
                hostnameType,
                nestedVirtualization,
                imageMetadata,
                known,
                userDataCheckedAt,
                instanceProfileId);
    }
}
