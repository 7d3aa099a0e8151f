package io.muster.collect;

import io.muster.inventory.kind.VpnTunnel;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CloudWatchLogOptions;
import software.amazon.awssdk.services.ec2.model.IKEVersionsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase1EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase1IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2DHGroupNumbersListValue;
import software.amazon.awssdk.services.ec2.model.Phase2EncryptionAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.Phase2IntegrityAlgorithmsListValue;
import software.amazon.awssdk.services.ec2.model.TunnelOption;
import software.amazon.awssdk.services.ec2.model.VpnConnectionOptions;

/** The tunnels of a VPN connection. Of the pre-shared key only its existence is noted. */
final class VpnTunnels {

    private static final CloudWatchLogOptions NO_LOGS =
            CloudWatchLogOptions.builder().build();

    private VpnTunnels() {}

    static List<VpnTunnel> of(VpnConnectionOptions options) {
        return options.tunnelOptions().stream()
                .map(VpnTunnels::tunnel)
                .sorted(Comparator.comparing(VpnTunnel::outsideIp, Canonical.TEXTS)
                        .thenComparing(VpnTunnel::insideCidr, Canonical.TEXTS))
                .toList();
    }

    private static VpnTunnel tunnel(TunnelOption tunnel) {
        CloudWatchLogOptions logs = logs(tunnel);
        return new VpnTunnel(
                tunnel.outsideIpAddress(),
                tunnel.tunnelInsideCidr(),
                tunnel.tunnelInsideIpv6Cidr(),
                Canonical.strings(tunnel.ikeVersions().stream().map(IKEVersionsListValue::value)),
                Canonical.strings(
                        tunnel.phase1EncryptionAlgorithms().stream().map(Phase1EncryptionAlgorithmsListValue::value)),
                Canonical.strings(
                        tunnel.phase1IntegrityAlgorithms().stream().map(Phase1IntegrityAlgorithmsListValue::value)),
                numbers(tunnel.phase1DHGroupNumbers().stream().map(Phase1DHGroupNumbersListValue::value)),
                tunnel.phase1LifetimeSeconds(),
                Canonical.strings(
                        tunnel.phase2EncryptionAlgorithms().stream().map(Phase2EncryptionAlgorithmsListValue::value)),
                Canonical.strings(
                        tunnel.phase2IntegrityAlgorithms().stream().map(Phase2IntegrityAlgorithmsListValue::value)),
                numbers(tunnel.phase2DHGroupNumbers().stream().map(Phase2DHGroupNumbersListValue::value)),
                tunnel.phase2LifetimeSeconds(),
                tunnel.dpdTimeoutAction(),
                tunnel.startupAction(),
                tunnel.enableTunnelLifecycleControl(),
                logs.logEnabled(),
                logs.logGroupArn(),
                logs.bgpLogEnabled(),
                logs.bgpLogGroupArn(),
                tunnel.preSharedKey() != null);
    }

    private static CloudWatchLogOptions logs(TunnelOption tunnel) {
        return tunnel.logOptions() == null || tunnel.logOptions().cloudWatchLogOptions() == null
                ? NO_LOGS
                : tunnel.logOptions().cloudWatchLogOptions();
    }

    private static List<Integer> numbers(Stream<Integer> numbers) {
        return numbers.filter(Objects::nonNull).distinct().sorted().toList();
    }
}
