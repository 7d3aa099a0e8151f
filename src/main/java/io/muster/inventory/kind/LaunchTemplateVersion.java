package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** A version of a launch template. */
@Described("One version of a launch template.")
@IdentifiedBy("version")
public record LaunchTemplateVersion(
        @Described("The version's number.") Long version,

        @Described("Whether it is the template's default version.")
        boolean defaultVersion,

        @Described("Whether it is the template's latest version.")
        boolean latestVersion,

        @Described("The version's description, as its author wrote it.") @Nullable
        String description,

        @Described("The image, or a parameter of Systems Manager that names it.") @Nullable @Link(Relation.USES_IMAGE)
        String imageId,

        @Described("For example m7g.large; absent where instances are picked by requirements.") @Nullable
        String instanceType,

        @Described("The key pair.") @Nullable String keyName,

        @Described("The instance profile: its ARN or its name.")
        @Nullable
        @Link(value = Relation.HAS_PROFILE, to = ResourceKind.INSTANCE_PROFILE)
        String instanceProfile,

        @Described("The security groups, those of its network interfaces too.") @Link(Relation.USES_SECURITY_GROUP)
        List<String> securityGroupIds,

        @Described("The security groups that it gives by name: groups of the default VPC.")
        List<String> securityGroupNames,

        @Described("The network interfaces that it gives.") List<LaunchNetworkInterface> networkInterfaces,

        @Described("How the metadata service is set; absent where the version leaves that open.") @Nullable
        LaunchMetadataOptions metadataOptions,

        @Described("The block devices that it gives, by device; the image's others are added.")
        List<LaunchBlockDevice> blockDevices,

        @Described("Whether CloudWatch gets one-minute metrics; absent where the version leaves that open.") @Nullable
        Boolean detailedMonitoring,

        @Described("Whether instances have dedicated bandwidth to EBS.") @Nullable
        Boolean ebsOptimized,

        @Described("The verdict on its user data.") UserData userData,
        @Described("The ARN of its creator.") @Nullable String createdBy,
        @Described("When it was made.") @Nullable Instant createTime) {}
