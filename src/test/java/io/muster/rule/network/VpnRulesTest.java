package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.CustomerGateway;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnTunnel;
import io.muster.inventory.kind.VpnTunnelStatus;
import io.muster.rule.Judging;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VpnRulesTest {

    private static final List<String> V2 = List.of("ikev2");
    private static final List<VpnTunnelStatus> UP = List.of(status("UP"));

    @ParameterizedTest
    @MethodSource
    void judgesStrength(Estates.Made<VpnConnection> connection, String expected) {
        assertThat(Judging.judge(new VpnWeakOrUnlogged(), connection)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesStrength() {
        return Stream.of(
                argumentSet("IKEv2, logged, up", vpn("available", null, UP, tunnel(V2, true)), "PASS"),
                argumentSet(
                        "IKEv1 beside IKEv2",
                        vpn("available", null, UP, tunnel(List.of("ikev1", "ikev2"), true)),
                        "FAIL MEDIUM"),
                argumentSet("the default versions", vpn("available", null, UP, tunnel(List.of(), true)), "FAIL MEDIUM"),
                argumentSet(
                        "one of two without a log",
                        vpn("available", null, UP, tunnel(V2, true), tunnel(V2, false)),
                        "FAIL MEDIUM"),
                argumentSet("no log told", vpn("available", null, UP, tunnel(V2, null)), "FAIL MEDIUM"),
                argumentSet(
                        "a tunnel down",
                        vpn("available", null, List.of(status("UP"), status("DOWN")), tunnel(V2, true)),
                        "FAIL MEDIUM"),
                argumentSet("down, no options told", vpn("available", null, List.of(status("DOWN"))), "FAIL MEDIUM"),
                argumentSet("no options told", vpn("available", null, UP), "UNKNOWN"),
                argumentSet("no status told", vpn("available", null, List.of(), tunnel(V2, true)), "UNKNOWN"),
                argumentSet(
                        "a status left out",
                        vpn("available", null, List.of(status(null)), tunnel(V2, true)),
                        "UNKNOWN"),
                argumentSet("deleted", vpn("deleted", null, List.of(), tunnel(List.of(), false)), "NOT_APPLICABLE"),
                argumentSet("no state told", vpn(null, null, UP, tunnel(V2, true)), "PASS"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesKeys(Estates.Made<VpnConnection> connection, @Nullable CustomerGateway customer, String expected) {
        Estates.Made<?>[] others =
                customer == null ? new Estates.Made<?>[0] : new Estates.Made<?>[] {Made.of("cgw-1", customer)};
        assertThat(Judging.judge(new VpnPreSharedKeyInService(), connection, others))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesKeys() {
        CustomerGateway plain = customer(null);
        CustomerGateway certified = customer("arn:aws:acm:eu-central-1:111122223333:certificate/c");
        return Stream.of(
                argumentSet("in Secrets Manager", vpn("available", "arn:secret", UP, tunnel(V2, true)), plain, "PASS"),
                argumentSet("no certificate", vpn("available", null, UP, tunnel(V2, true)), plain, "FAIL LOW"),
                argumentSet("a certificate", vpn("available", null, UP), certified, "NOT_APPLICABLE"),
                argumentSet("a key is listed", vpn("available", null, UP, keyed()), null, "FAIL LOW"),
                argumentSet("an unknown gateway", vpn("available", null, UP, tunnel(V2, true)), null, "UNKNOWN"),
                argumentSet("deleted", vpn("deleting", null, UP, keyed()), plain, "NOT_APPLICABLE"));
    }

    private static CustomerGateway customer(@Nullable String certificateArn) {
        return new CustomerGateway("available", "ipsec.1", "192.0.2.1", "65000", certificateArn, null);
    }

    private static Estates.Made<VpnConnection> vpn(
            @Nullable String state, @Nullable String keyArn, List<VpnTunnelStatus> statuses, VpnTunnel... tunnels) {
        return Made.of(
                "vpn-1",
                new VpnConnection(
                        state,
                        "ipsec.1",
                        null,
                        null,
                        "cgw-1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        keyArn,
                        List.of(),
                        List.of(tunnels),
                        statuses));
    }

    private static VpnTunnelStatus status(@Nullable String status) {
        return new VpnTunnelStatus("198.51.100.1", status, null, null, null, null);
    }

    private static VpnTunnel keyed() {
        return tunnel(V2, true, true);
    }

    private static VpnTunnel tunnel(List<String> versions, @Nullable Boolean logged) {
        return tunnel(versions, logged, false);
    }

    private static VpnTunnel tunnel(List<String> versions, @Nullable Boolean logged, boolean keyListed) {
        return new VpnTunnel(
                "198.51.100.1",
                null,
                null,
                versions,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                logged,
                null,
                null,
                null,
                keyListed);
    }
}
