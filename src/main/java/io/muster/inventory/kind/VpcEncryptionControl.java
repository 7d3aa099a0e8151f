package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the EC2 API's {@code DescribeVpcEncryptionControls}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPC_ENCRYPTION_CONTROL,
        plural = "vpcEncryptionControls",
        description = "Whether the traffic in a VPC is watched or forced to be encrypted.")
public record VpcEncryptionControl(
        @Described("The VPC's id.")
        @Nullable
        @Filterable("vpcIds")
        @Link(value = Relation.IN_VPC, field = "vpc", to = ResourceKind.VPC)
        String vpcId,

        @Described("monitor or enforce.") @Nullable @Filterable("modes") @Dimension
        String mode,

        @Described(
                "creating, available, monitor-in-progress, monitor-failed, enforce-in-progress, enforce-failed, deleting,"
                        + " deleted or delete-failed.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("AWS's words on the state.") @Nullable String stateMessage,

        @Described("The kinds of resources that are excluded from it.")
        List<VpcEncryptionExclusion> exclusions,

        @Described(
                "The resources for which encryption could not be enforced; none where nothing failed, absent where they could"
                        + " not be read.")
        @Nullable
        List<EncryptionBlocker> blockingResources,

        @Described(
                "When AWS was asked last for the resources that block it; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt("blockingResources")
        Instant blockersCheckedAt) {}
