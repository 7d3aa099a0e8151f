package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnTunnel;
import io.muster.inventory.kind.VpnTunnelStatus;
import io.muster.rule.Area;
import io.muster.rule.EndedStates;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Tunnel options that AWS leaves out have its defaults: both versions of IKE, and no log. */
@Singleton
class VpnWeakOrUnlogged extends RecordRule<VpnConnection> {

    VpnWeakOrUnlogged() {
        super(
                new RuleMetadata(
                        "vpn-weak-or-unlogged",
                        "Site-to-Site VPN allows IKEv1, has no logs, or has a tunnel down",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.VPN_CONNECTION,
                        "IKEv1 lacks protections of IKEv2. Without tunnel logs, failed or forged negotiations are not seen. With"
                                + " one tunnel down, the next maintenance by AWS interrupts the connection.",
                        "Allow IKEv2 alone for both tunnels, send their logs to CloudWatch Logs, and bring up both tunnels at"
                                + " the customer's device.",
                        List.of(
                                "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
                                "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html",
                                GroupRule.FSBP + "#ec2-183"),
                        List.of(Control.fsbp("EC2.20"), Control.fsbp("EC2.171"), Control.fsbp("EC2.183"))),
                VpnConnection.class);
    }

    @Override
    public Verdict judge(Resource<VpnConnection> resource, Estate estate) {
        VpnConnection connection = resource.attributes();
        if (EndedStates.DELETED.hold(connection.state())) {
            return Verdict.notApplicable();
        }
        List<String> weak = tunnels(connection, VpnWeakOrUnlogged::allowsIkeV1);
        List<String> unlogged = tunnels(connection, tunnel -> !Boolean.TRUE.equals(tunnel.logEnabled()));
        List<String> down = connection.tunnelStatuses().stream()
                .filter(tunnel -> "DOWN".equals(tunnel.status()))
                .map(VpnWeakOrUnlogged::name)
                .toList();
        if (!weak.isEmpty() || !unlogged.isEmpty() || !down.isEmpty()) {
            return fail(
                    message(weak, unlogged, down),
                    Evidence.of("tunnelsWithIkeV1", weak)
                            .and("tunnelsWithoutLog", unlogged)
                            .and("tunnelsDown", down)
                            .and("customerGatewayId", connection.customerGatewayId())
                            .facts());
        }
        return known(connection)
                ? Verdict.pass()
                : Verdict.unknown("AWS does not report the options and the status of each tunnel of the connection");
    }

    private static boolean allowsIkeV1(VpnTunnel tunnel) {
        return tunnel.ikeVersions().isEmpty() || tunnel.ikeVersions().contains("ikev1");
    }

    private static boolean known(VpnConnection connection) {
        return !connection.tunnels().isEmpty()
                && !connection.tunnelStatuses().isEmpty()
                && connection.tunnelStatuses().stream().allMatch(tunnel -> tunnel.status() != null);
    }

    private static List<String> tunnels(VpnConnection connection, Predicate<VpnTunnel> faulty) {
        return connection.tunnels().stream()
                .filter(faulty)
                .map(tunnel -> tunnel.outsideIp() == null ? "a tunnel without an address" : tunnel.outsideIp())
                .toList();
    }

    private static String name(VpnTunnelStatus tunnel) {
        return tunnel.outsideIp() == null ? "a tunnel without an address" : tunnel.outsideIp();
    }

    private static String message(List<String> weak, List<String> unlogged, List<String> down) {
        List<String> faults = new ArrayList<>();
        if (!weak.isEmpty()) {
            faults.add("allows IKEv1");
        }
        if (!unlogged.isEmpty()) {
            faults.add("has tunnels without logs");
        }
        if (!down.isEmpty()) {
            faults.add("has a tunnel down");
        }
        return "The VPN connection " + String.join(" and ", faults) + ".";
    }
}
