package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpnConnection;
import org.junit.jupiter.api.Test;

/** What is kept of VPN connections, and what is not. */
class VpnConnectionTest extends CannedCollecting {

    private static final String SECRET = "a-key-that-is-not-kept";

    @Test
    void noKeyIsKept() {
        // given
        canned.ec2("DescribeVpnConnections", connection(SECRET, "ikev2", "UP", 1));

        // when
        Resource<VpnConnection> read = only(new VpnConnectionCollector());

        // then
        assertThat(read.attributes().tunnels().get(0).preSharedKeyListed()).isTrue();
        assertThat(Documents.write(read.attributes())).doesNotContain(SECRET);
    }

    @Test
    void howTunnelsAreDoingIsStoredAndMakesNoHistory() {
        // given
        canned.ec2("DescribeVpnConnections", connection(SECRET, "ikev2", "UP", 1))
                .ec2("DescribeVpnConnections", connection("another-key", "ikev2", "DOWN", 2))
                .ec2("DescribeVpnConnections", connection(SECRET, "ikev1", "UP", 1));

        // when
        ContentHash before = hash();
        ContentHash down = hash();
        ContentHash changed = hash();

        // then
        assertThat(down).isEqualTo(before);
        assertThat(changed).isNotEqualTo(before);
    }

    private ContentHash hash() {
        return Documents.hash(only(new VpnConnectionCollector()));
    }

    private static String connection(String key, String version, String status, int hour) {
        return "<vpnConnectionSet><item><vpnConnectionId>vpn-1</vpnConnectionId><customerGatewayConfiguration>"
                + "&lt;pre_shared_key&gt;" + key + "&lt;/pre_shared_key&gt;</customerGatewayConfiguration>"
                + "<options><tunnelOptionSet><item><preSharedKey>" + key + "</preSharedKey><ikeVersionSet><item><value>"
                + version + "</value></item></ikeVersionSet></item></tunnelOptionSet></options>"
                + "<vgwTelemetry><item><outsideIpAddress>198.51.100.1</outsideIpAddress><status>" + status
                + "</status><statusMessage>at " + hour + "</statusMessage><lastStatusChange>2026-01-02T0" + hour
                + ":00:00Z</lastStatusChange><acceptedRouteCount>" + hour
                + "</acceptedRouteCount></item></vgwTelemetry>"
                + "</item></vpnConnectionSet>";
    }
}
