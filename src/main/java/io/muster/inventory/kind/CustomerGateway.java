package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the EC2 API's {@code DescribeCustomerGateways}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.CUSTOMER_GATEWAY,
        plural = "customerGateways",
        description = "A customer gateway: AWS's record of the device at the other end of VPN connections.")
@Related(
        field = "vpnConnections",
        to = ResourceKind.VPN_CONNECTION,
        path = @Related.Step(value = Relation.ASSOCIATED_WITH, incoming = true))
public record CustomerGateway(
        @Described("pending, available, deleting or deleted.") @Nullable @Filterable("states") @Dimension
        String state,

        @Described("ipsec.1.") @Nullable String type,

        @Described("The address of the device's outside interface; absent where a certificate identifies it.")
        @Nullable
        @IpAddress
        String outsideIp,

        @Described("The BGP autonomous system number of the customer's side, of two or four bytes.") @Nullable
        String bgpAsn,

        @Described("The ARN of the certificate that identifies the device, in place of pre-shared keys.") @Nullable
        String certificateArn,

        @Described("The name of the device.") @Nullable String deviceName) {}
