package io.muster.rule.network;

import io.muster.estate.reach.InternetIngress;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The protocols of which a group opens every port to the internet. */
final class OpenPorts {

    static final List<String> WITH_PORTS = List.of(Protocols.TCP, Protocols.UDP);

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

    private static Stream<String> everyProtocol() {
        List<String> all = new ArrayList<>(WITH_PORTS);
        all.add(Protocols.ALL);
        return all.stream();
    }
}
