package io.muster.rule.network;

import io.muster.estate.reach.InternetIngress;
import io.muster.estate.reach.PortSet;
import io.muster.estate.reach.Protocols;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ports of a group that are open to the internet, for the rules that each report some of them. */
final class OpenPorts {

    static final List<String> WITH_PORTS = List.of(Protocols.TCP, Protocols.UDP);

    private static final PortSet ADMIN =
            Baseline.ADMIN_PORTS.stream().map(port -> PortSet.range(port, port)).reduce(PortSet.NONE, PortSet::union);

    /** Port 0 is reserved, so that a rule for 1 to 65535 leaves nothing out. */
    private static final PortSet EVERY_PORT = PortSet.range(1, 65535);

    private OpenPorts() {}

    /** The protocols of which every port is open, -1 for all of them. */
    static List<String> fullyOpen(InternetIngress ingress) {
        return everyProtocol()
                .filter(protocol -> ingress.openPorts(protocol).covers(EVERY_PORT))
                .toList();
    }

    /** Whether a protocol of which not every port is open for certain may be fully open. */
    static boolean perhapsFullyOpen(InternetIngress ingress) {
        return everyProtocol()
                .anyMatch(protocol -> ingress.openPorts(protocol)
                        .union(ingress.possiblyOpenPorts(protocol))
                        .covers(EVERY_PORT));
    }

    /** The ports for administration that are open over the protocol. */
    static PortSet adminPorts(InternetIngress ingress, String protocol) {
        return ingress.openPorts(protocol).intersect(ADMIN);
    }

    static boolean perhapsAdminPorts(InternetIngress ingress) {
        return WITH_PORTS.stream()
                .anyMatch(protocol ->
                        !ingress.possiblyOpenPorts(protocol).intersect(ADMIN).isEmpty());
    }

    /** The open ports for administration, as {@code tcp/22}. */
    static List<String> describeAdminPorts(InternetIngress ingress) {
        return WITH_PORTS.stream()
                .flatMap(protocol -> Baseline.ADMIN_PORTS.stream()
                        .filter(adminPorts(ingress, protocol)::contains)
                        .map(port -> protocol + "/" + port))
                .toList();
    }

    /** The rules that open ports for administration, each once. */
    static List<SecurityGroupRule> adminRules(InternetIngress ingress) {
        return WITH_PORTS.stream()
                .flatMap(protocol -> ingress.rulesFor(protocol, adminPorts(ingress, protocol)).stream())
                .distinct()
                .toList();
    }

    private static Stream<String> everyProtocol() {
        List<String> all = new ArrayList<>(WITH_PORTS);
        all.add(Protocols.ALL);
        return all.stream();
    }
}
