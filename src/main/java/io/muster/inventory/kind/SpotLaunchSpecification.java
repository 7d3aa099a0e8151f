package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A launch specification of a Spot Fleet request, which stands for a launch template. */
@Described("One launch specification of a Spot Fleet request.")
public record SpotLaunchSpecification(
        @Described("The image.") @Nullable @Link(Relation.USES_IMAGE)
        String imageId,

        @Described("For example m7g.large; absent where instances are picked by requirements.") @Nullable
        String instanceType,

        @Described("The key pair.") @Nullable String keyName,

        @Described("The instance profile: its ARN or its name.")
        @Nullable
        @Link(value = Relation.HAS_PROFILE, to = ResourceKind.INSTANCE_PROFILE)
        String instanceProfile,

        @Described("The subnets of which one is taken.") @Link(Relation.IN_SUBNET)
        List<String> subnetIds,

        @Described("The security groups, those of its network interfaces too.") @Link(Relation.USES_SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The network interfaces that it gives.") List<LaunchNetworkInterface> networkInterfaces,

        @Described("The block devices that it gives, by device.")
        List<LaunchBlockDevice> blockDevices,

        @Described("Whether CloudWatch gets one-minute metrics.") @Nullable
        Boolean detailedMonitoring,

        @Described("The verdict on its user data.") UserData userData) {}
