package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the Auto Scaling API's {@code DescribeLaunchConfigurations}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.LAUNCH_CONFIGURATION,
        plural = "launchConfigurations",
        description = "A launch configuration, by which auto scaling groups without a launch template start instances."
                + " It cannot be changed.")
public record LaunchConfiguration(
        @Described("The image.")
        @Nullable
        @Filterable("imageIds")
        @Link(value = Relation.USES_IMAGE, field = "image", to = ResourceKind.IMAGE)
        @Dimension
        String imageId,

        @Described("For example m7g.large.") @Nullable @Filterable("instanceTypes") @Dimension
        String instanceType,

        @Described("The key pair.") @Nullable @Dimension String keyName,

        @Described("The security groups.")
        @Filterable("securityGroupIds")
        @Link(value = Relation.USES_SECURITY_GROUP, field = "securityGroups", to = ResourceKind.SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The instance profile: its ARN or its name.")
        @Nullable
        @Link(value = Relation.HAS_PROFILE, field = "profile", to = ResourceKind.INSTANCE_PROFILE)
        @Dimension
        String instanceProfile,

        @Described("Whether instances get a public IPv4 address; absent where the subnet decides.") @Nullable
        Boolean associatePublicIpAddress,

        @Described("How the metadata service is set; absent is AWS's default, which takes IMDSv1.") @Nullable
        LaunchMetadataOptions metadataOptions,

        @Described("The block devices that it gives, by device; the image's others are added.")
        List<LaunchConfigurationDevice> blockDevices,

        @Described("Whether CloudWatch gets one-minute metrics.") @Nullable
        Boolean detailedMonitoring,

        @Described("Whether instances have dedicated bandwidth to EBS.") @Nullable
        Boolean ebsOptimized,

        @Described("default or dedicated.") @Nullable @Dimension
        String placementTenancy,

        @Described("The highest price of a Spot Instance in USD per hour; absent for On-Demand Instances.") @Nullable
        String spotPrice,

        @Described("The verdict on its user data.") UserData userData,
        @Described("When it was made.") @Nullable Instant createdTime) {}
