package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some hosts, found by the addresses and groups that their doors let in: the cost of a question grows with the answer, not with the
 * hosts.
 */
public final class AdmittingHosts {

    /** The hosts whose doors let in an address, or the members of a group. */
    private static final class Doors {

        private final AddressIndex<List<Resource<Instance>>> byAddress = new AddressIndex<>();
        private final Map<String, List<List<Resource<Instance>>>> byMember = new HashMap<>();

        private void add(HostDoors.Door door, List<Resource<Instance>> hosts) {
            byAddress.add(door.peers(), hosts);
            door.members()
                    .forEach(group -> byMember.computeIfAbsent(group, k -> new ArrayList<>())
                            .add(hosts));
        }

        private Stream<Resource<Instance>> admitting(Resource<NetworkInterface> source) {
            return Stream.concat(
                            source.attributes().securityGroupIds().stream()
                                    .flatMap(group -> byMember.getOrDefault(group, List.of()).stream()),
                            HostPair.addresses(source).flatMap(byAddress::of))
                    .flatMap(List::stream);
        }
    }

    private final Estate estate;
    private final Set<String> connected;
    private final Map<String, Doors> byVpc = new HashMap<>();
    private final Doors ofAllVpcs = new Doors();

    /** @param connected the VPCs from which routes lead to others */
    AdmittingHosts(Estate estate, List<Resource<Instance>> hosts, HostDoors doors, Set<String> connected) {
        this.estate = estate;
        this.connected = connected;
        Map<HostDoors.Door, List<Resource<Instance>>> byDoor = new LinkedHashMap<>();
        hosts.forEach(host -> doors.of(host)
                .forEach(door ->
                        byDoor.computeIfAbsent(door, k -> new ArrayList<>()).add(host)));
        byDoor.forEach((door, behind) -> {
            byVpc.computeIfAbsent(door.vpcId(), k -> new Doors()).add(door, behind);
            if (!connected.isEmpty()) {
                ofAllVpcs.add(door, behind);
            }
        });
    }

    /**
     * Those that the host may reach, each once, found as the stream is read: all of them, but where there is a way by what
     * {@link HostReach#unread} names.
     */
    public Stream<Resource<Instance>> from(Resource<Instance> host) {
        return Interfaces.of(estate).ofInstance(host.resourceId()).stream()
                .flatMap(source -> doors(source).admitting(source))
                .distinct();
    }

    private Doors doors(Resource<NetworkInterface> source) {
        String vpc = String.valueOf(source.attributes().vpcId());
        return connected.contains(vpc) ? ofAllVpcs : byVpc.getOrDefault(vpc, new Doors());
    }
}
