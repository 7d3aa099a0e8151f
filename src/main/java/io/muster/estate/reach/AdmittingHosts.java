package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.traffic.AddressIndex;
import io.muster.estate.traffic.Cidr;
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
 * Some hosts, found by the addresses and groups that they let in: the cost of a question grows with the answer, not with the
 * hosts.
 */
public final class AdmittingHosts {

    /** The hosts that let in an address, or the members of a group. */
    private static final class ByPeer {

        private final AddressIndex<List<Resource<Instance>>> byAddress = new AddressIndex<>();
        private final Map<String, List<List<Resource<Instance>>>> byMember = new HashMap<>();

        private void add(HostIngress.Admitted admitted, List<Resource<Instance>> hosts) {
            byAddress.add(admitted.peers(), hosts);
            admitted.members()
                    .forEach(group -> byMember.computeIfAbsent(group, k -> new ArrayList<>())
                            .add(hosts));
        }

        /** @param addresses as which packets of the source may come */
        private Stream<Resource<Instance>> admitting(Resource<NetworkInterface> source, Stream<Cidr> addresses) {
            return Stream.concat(
                            source.attributes().securityGroupIds().stream()
                                    .flatMap(group -> byMember.getOrDefault(group, List.of()).stream()),
                            addresses.flatMap(byAddress::of))
                    .flatMap(List::stream);
        }
    }

    private final Estate estate;
    private final Set<String> connected;
    private final Map<String, ByPeer> byVpc = new HashMap<>();
    private final ByPeer ofAllVpcs = new ByPeer();

    /** @param connected the VPCs from which routes lead to others */
    AdmittingHosts(Estate estate, List<Resource<Instance>> hosts, HostIngress ingress, Set<String> connected) {
        this.estate = estate;
        this.connected = connected;
        Map<HostIngress.Admitted, List<Resource<Instance>>> byAdmitted = new LinkedHashMap<>();
        hosts.forEach(host -> ingress.of(host)
                .forEach(admitted -> byAdmitted
                        .computeIfAbsent(admitted, k -> new ArrayList<>())
                        .add(host)));
        byAdmitted.forEach((admitted, behind) -> {
            byVpc.computeIfAbsent(admitted.vpcId(), k -> new ByPeer()).add(admitted, behind);
            if (!connected.isEmpty()) {
                ofAllVpcs.add(admitted, behind);
            }
        });
    }

    /**
     * Those that the host may reach, each once, found as the stream is read: all of them, but where there is a way by what
     * {@link HostReach#unread} names.
     */
    public Stream<Resource<Instance>> from(Resource<Instance> host) {
        return Interfaces.of(estate).ofInstance(host.resourceId()).stream()
                .flatMap(source -> byPeer(source).admitting(source, addresses(source, estate)))
                .distinct();
    }

    /**
     * The same of an interface that is of another network, where any of the VPCs is connected with others.
     *
     * @param there the estate of the interface
     */
    Stream<Resource<Instance>> fromElsewhere(Resource<NetworkInterface> source, Estate there) {
        return ofAllVpcs.admitting(source, addresses(source, there)).distinct();
    }

    /** Those of the source that stand for all that it has, and those of NAT gateways. */
    private Stream<Cidr> addresses(Resource<NetworkInterface> source, Estate itsOwn) {
        return Stream.concat(
                AddressGroups.of(estate).of(source).stream().map(AddressGroups.Group::first),
                new NatSources(itsOwn).addresses(source));
    }

    private ByPeer byPeer(Resource<NetworkInterface> source) {
        String vpc = String.valueOf(source.attributes().vpcId());
        return connected.contains(vpc) ? ofAllVpcs : byVpc.getOrDefault(vpc, new ByPeer());
    }
}
