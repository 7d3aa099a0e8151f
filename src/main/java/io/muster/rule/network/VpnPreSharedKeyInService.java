package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.CustomerGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnTunnel;
import io.muster.rule.Area;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the customer gateway is identified by a certificate, there are no keys. */
@Singleton
class VpnPreSharedKeyInService extends RecordRule<VpnConnection> {

    VpnPreSharedKeyInService() {
        super(
                new RuleMetadata(
                        "vpn-pre-shared-key-in-service",
                        "VPN keys are not in Secrets Manager",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.VPN_CONNECTION,
                        "The pre-shared keys of the tunnels are kept by the VPN service, which shows them to everyone who may"
                                + " describe VPN connections.",
                        "Keep the keys in AWS Secrets Manager, or use certificates in their place.",
                        List.of("https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-tunnel-authentication-options.html"),
                        List.of()),
                VpnConnection.class);
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.CUSTOMER_GATEWAY);
    }

    @Override
    public Verdict judge(Resource<VpnConnection> resource, Estate estate) {
        VpnConnection connection = resource.attributes();
        if (EndedStates.DELETED.hold(connection.state())) {
            return Verdict.notApplicable();
        }
        if (connection.preSharedKeyArn() != null) {
            return Verdict.pass();
        }
        if (connection.tunnels().stream().anyMatch(VpnTunnel::preSharedKeyListed)) {
            return fault(connection);
        }
        return customer(connection, estate)
                .map(customer -> customer.certificateArn() == null ? fault(connection) : Verdict.notApplicable())
                .orElseGet(() ->
                        Verdict.unknown("It is not known whether the customer gateway is identified by a certificate"));
    }

    private static Optional<CustomerGateway> customer(VpnConnection connection, Estate estate) {
        return estate.knows(ResourceKind.CUSTOMER_GATEWAY) && connection.customerGatewayId() != null
                ? estate.find(CustomerGateway.class, connection.customerGatewayId())
                        .map(Resource::attributes)
                : Optional.empty();
    }

    private Verdict fault(VpnConnection connection) {
        return fail(
                "The VPN connection's pre-shared keys are kept by the VPN service.",
                Evidence.of("customerGatewayId", connection.customerGatewayId())
                        .and("tunnels", connection.tunnels().size())
                        .facts());
    }
}
