package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.time.Instant;

/** See the EC2 API's {@code DescribeVpcEndpointConnections}. */
@Described("The connection of an endpoint of this or another account to an endpoint service.")
@IdentifiedBy("vpcEndpointId")
public record EndpointConnection(
        @Described("The endpoint's id.") @Nullable String vpcEndpointId,

        @Described("The account that owns the endpoint.") @Nullable @Filterable("connectedAccountIds")
        String ownerId,

        @Described("PendingAcceptance, Pending, Available, Deleting, Deleted, Rejected, Failed or Expired;"
                + " AWS writes it with a small letter at times.")
        @Nullable
        String state,

        @Described("The endpoint's region, where that is told.") @Nullable
        String region,

        @Described("When it was made.") @Nullable Instant creationTime) {}
