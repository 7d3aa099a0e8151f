package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Set;

/** See the EC2 API's {@code DescribeVpcBlockPublicAccessExclusions}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.BLOCK_PUBLIC_ACCESS_EXCLUSION,
        plural = "blockPublicAccessExclusions",
        description =
                "A VPC or subnet to which the region's VPC Block Public Access does not apply. AWS lists a deleted one for some days.")
public record BlockPublicAccessExclusion(
        @Described("allow-bidirectional or allow-egress: the traffic of internet gateways that is not blocked.")
        @Nullable
        @Filterable("internetGatewayExclusionModes")
        @Dimension
        String internetGatewayExclusionMode,

        @Described("The ARN of the VPC or the subnet.")
        @Nullable
        @Filterable("resourceArns")
        @Link(Relation.ASSOCIATED_WITH)
        String resourceArn,

        @Described("For example create-complete, update-in-progress, delete-complete.")
        @Nullable
        @Filterable("states")
        @Dimension
        String state,

        @Described("AWS's words on the state.") @Nullable String reason,
        @Described("When it was made.") @Nullable Instant creationTime,
        @Described("When it was last changed.") @Nullable Instant lastUpdateTime,
        @Described("When it was deleted.") @Nullable Instant deletionTime) {

    private static final Set<String> IN_FORCE = Set.of("create-complete", "update-complete");

    private static final Set<String> WITHOUT_EFFECT = Set.of("create-failed", "delete-complete", "disable-complete");

    /** Whether it has an effect for certain: of one that is being changed, or could not be, that is not known. */
    public boolean inForce() {
        return state != null && IN_FORCE.contains(state);
    }

    /** Whether it was never made, or is no more. */
    public boolean withoutEffect() {
        return state != null && WITHOUT_EFFECT.contains(state);
    }
}
