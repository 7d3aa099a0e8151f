package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the IAM API's {@code ListInstanceProfiles}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.INSTANCE_PROFILE,
        plural = "instanceProfiles",
        description = "The container that hands a role to an instance.")
@Related(
        field = "instances",
        to = ResourceKind.INSTANCE,
        path = @Related.Step(value = Relation.HAS_PROFILE, incoming = true))
public record InstanceProfile(
        @Described("The profile's unique id; a profile made anew under the same name has another.")
        String profileId,

        @Described("The path of the profile in IAM.") @Dimension
        String path,

        @Described("The role's ARN; a profile may be empty.")
        @Nullable
        @Link(value = Relation.HAS_ROLE, field = "role", to = ResourceKind.ROLE)
        @Dimension
        String roleArn,

        @Described("When it was made.") @Nullable Instant createTime) {}
