package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The other networks that a private NAT gateway hands packets on to, from an address of its own: VPCs and one's own networks, by what the table of its
 * subnet leads to.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html">NAT gateway use cases</a>: access your network using
 *     allow-listed addresses, and communication between overlapping networks
 */
record NatNetworks(Estate estate, String gateway) {

    /** How the targets begin that are followed: a further NAT gateway is not. */
    private static final List<String> FOLLOWED = List.of(HostPair.TRANSIT, HostPair.PEERING, VpnNetworks.GATEWAY);

    /** The ways from one of the gateway's addresses, by the targets of its table's routes. */
    private record Ways(Estate estate, Resource<NetworkInterface> node, Map<String, Passage> byTarget) {

        Admission admits() {
            return byTarget.values().stream().map(Passage::admits).reduce(Admission.NOTHING, Admission::union);
        }

        Stream<Passage> leading(CidrSet destinations) {
            return byTarget.entrySet().stream()
                    .filter(way -> new WaysOut(estate, node).mayLead(way.getKey(), destinations))
                    .map(Map.Entry::getValue);
        }
    }

    /** Empty where it is not followed: of a public gateway, and where its addresses do not all lead to the same. */
    Optional<Gate> gate(CidrSet asked) {
        return NatNode.of(estate, gateway)
                .filter(nat -> NatGateways.isPrivate(nat.gateway()))
                .flatMap(nat -> gate(nat, asked));
    }

    private Optional<Gate> gate(NatNode nat, CidrSet asked) {
        List<Ways> ways = nat.addresses()
                .map(nat::at)
                .map(node -> new Ways(estate, node, onward(node, asked)))
                .toList();
        boolean isOne = ways.stream().map(Ways::admits).distinct().count() == 1;
        return isOne ? Optional.of(gate(nat, ways.get(0), asked)) : Optional.empty();
    }

    private Map<String, Passage> onward(Resource<NetworkInterface> node, CidrSet asked) {
        WaysOut out = new WaysOut(estate, node);
        Map<String, Passage> ways = new LinkedHashMap<>(Egress.of(estate)
                .passages(node, target -> isFollowed(target) ? out.on(target, asked) : List.of(), Set.of()));
        ways.keySet().removeIf(target -> !isFollowed(target));
        return ways;
    }

    private static boolean isFollowed(String target) {
        return FOLLOWED.stream().anyMatch(target::startsWith);
    }

    private Gate gate(NatNode nat, Ways ways, CidrSet asked) {
        NatTable table = new NatTable(estate, gateway, nat.gateway(), false);
        Gate elsewhere = table.inside(ways.byTarget().keySet());
        Gate gate = new Gate(
                gateway,
                ResourceKind.NAT_GATEWAY,
                ways.admits().union(elsewhere.admits()),
                packet -> gateway + " hands it on: " + elsewhere.passing().apply(packet),
                packet -> stopping(ways, packet)
                        .orElseGet(() -> elsewhere.resourceId() + " "
                                + elsewhere.blocking().apply(packet)));
        return ways.leading(asked)
                .flatMap(way -> way.notes().stream())
                .distinct()
                .reduce(gate, Gate::noting, (one, other) -> other);
    }

    /** What stops the packet behind the gateway, in words. */
    private static Optional<String> stopping(Ways ways, Packet packet) {
        Traffic traffic = Traffic.of(new ServiceRange(packet.service(), packet.service()), CidrSet.of(packet.peer()));
        return ways.leading(traffic.peers())
                .flatMap(way -> Stream.ofNullable(way.ask(traffic).blocking()))
                .map(hop -> hop.resourceId() + " " + hop.why())
                .findFirst();
    }
}
