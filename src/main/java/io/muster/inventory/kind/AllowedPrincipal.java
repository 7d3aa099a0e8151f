package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeVpcEndpointServicePermissions}. */
@Described("A principal that may connect to an endpoint service.")
@IdentifiedBy("principal")
public record AllowedPrincipal(
        @Described("The principal's ARN; * for everybody.") @Nullable @Filterable("allowedPrincipals")
        String principal,

        @Described("All, Service, OrganizationUnit, Account, User or Role.") @Nullable
        String principalType) {}
