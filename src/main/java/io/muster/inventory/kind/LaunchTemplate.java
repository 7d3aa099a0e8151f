package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeLaunchTemplates} and {@code DescribeLaunchTemplateVersions}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.LAUNCH_TEMPLATE,
        plural = "launchTemplates",
        description = "A launch template with its versions in use: the default, the latest, and those that auto scaling"
                + " groups and fleets name.")
@Related(
        field = "autoScalingGroups",
        to = ResourceKind.AUTO_SCALING_GROUP,
        path = @Related.Step(value = Relation.LAUNCHED_FROM, incoming = true),
        filter = "usedByAutoScalingGroups")
public record LaunchTemplate(
        @Described("The number of its default version.") @Nullable
        Long defaultVersionNumber,

        @Described("The number of its latest version.") @Nullable
        Long latestVersionNumber,

        @Described(
                "The launch template's versions in use, by number; absent where the default or the latest one could not be read. A version"
                        + " that is named elsewhere and was deleted is not among them.")
        @Nullable
        List<LaunchTemplateVersion> versions,

        @Described("The ARN of its creator.") @Nullable @Dimension
        String createdBy,

        @Described("The AWS service that manages it, as AWS tells it.") @Nullable
        Operator operator,

        @Described("When it was made.") @Nullable Instant createTime,

        @Described(
                "When AWS was asked last for those of its versions that are named elsewhere; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("versions")
        Instant versionsCheckedAt) {

    /** Whether an AWS service keeps it: its versions are the service's to set. */
    public boolean operatorManaged() {
        return operator != null && operator.managed();
    }
}
