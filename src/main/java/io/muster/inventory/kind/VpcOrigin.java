package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the CloudFront API's {@code ListVpcOrigins} and {@code GetVpcOrigin}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.VPC_ORIGIN,
        plural = "vpcOrigins",
        description =
                "A VPC origin of CloudFront: the way from its distributions to a load balancer or an instance in a"
                        + " private subnet.")
public record VpcOrigin(
        @Described("Deploying, Deployed or Deleting.") @Nullable @Unhashed(Flicker.PROGRESS)
        String status,

        @Described("The ARN of the load balancer or instance.")
        @Nullable
        @Filterable("endpointArns")
        @Link(Relation.TARGETS)
        String endpointArn,

        @Described("The account that owns it; another one where it is shared.") @Nullable @Dimension
        String ownerId,

        @Described("The port for HTTP; absent where it could not be looked up.") @Nullable
        Integer httpPort,

        @Described("The port for HTTPS; absent where it could not be looked up.") @Nullable
        Integer httpsPort,

        @Described("http-only, match-viewer or https-only; absent where it could not be looked up.")
        @Nullable
        @Dimension
        String originProtocolPolicy,

        @Described("When it was made.") @Nullable Instant createdTime,
        @Described("When it was changed last.") @Nullable Instant lastModifiedTime,

        @Described(
                "When AWS was asked last for its ports, its protocol and its tags; absent where one of them could not be read.")
        @Nullable
        @Unhashed(Flicker.CHECK)
        @CheckedAt(
                value = {"httpPort", "httpsPort", "originProtocolPolicy"},
                tags = true)
        Instant portsCheckedAt) {}
