package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.reach.GroupIngress;
import io.muster.estate.reach.GuardedWays;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.SecurityGroup;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an Instance Connect Endpoint appears to instances: as a member of its own groups, and with its own addresses or, where it preserves
 * the client's address, with that one, which may be any.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html">Security groups for EC2
 * Instance Connect Endpoint</a>
 */
record ConnectEndpointSource(Resource<InstanceConnectEndpoint> endpoint, CidrSet addresses) {

    private static final List<Integer> PORTS = List.of(22, 3389);
    private static final String TCP = OpenPorts.WITH_PORTS.get(0);

    static ConnectEndpointSource of(Resource<InstanceConnectEndpoint> endpoint, Estate estate) {
        List<Cidr> addresses = endpoint.attributes().networkInterfaceIds().stream()
                .map(id -> estate.find(NetworkInterface.class, id))
                .flatMap(Optional::stream)
                .map(eni -> eni.attributes())
                .flatMap(eni -> Stream.concat(eni.privateIps().stream(), eni.ipv6Addresses().stream()))
                .map(ConnectEndpointSource::host)
                .flatMap(Optional::stream)
                .toList();
        return new ConnectEndpointSource(endpoint, CidrSet.of(addresses));
    }

    private static Optional<Cidr> host(String address) {
        return Cidr.tryParse(address + (address.indexOf(':') < 0 ? "/32" : "/128"));
    }

    /**
     * Whether the endpoint's groups let SSH or RDP out to the interface, whose groups let it in. Where AWS does not tell whether the client's
     * address is preserved, both count, and neither for certain.
     */
    Certainty reaches(Resource<NetworkInterface> eni, Estate estate) {
        Boolean preserved = endpoint.attributes().preserveClientIp();
        Certainty asEndpoint = best(eni, estate, this::asEndpoint);
        Certainty asClient = best(eni, estate, this::asClient);
        if (preserved != null) {
            return preserved ? asClient : asEndpoint;
        }
        return asEndpoint == asClient ? asEndpoint : Certainty.POSSIBLE;
    }

    private interface ByPort {
        Certainty admission(GroupIngress ingress, int port);
    }

    private Certainty best(Resource<NetworkInterface> eni, Estate estate, ByPort by) {
        List<GroupIngress> groups = eni.attributes().securityGroupIds().stream()
                .flatMap(id -> estate.find(SecurityGroup.class, id).stream())
                .map(group -> GroupIngress.of(group.attributes(), estate))
                .toList();
        return PORTS.stream()
                .map(port -> groups.stream()
                        .map(ingress -> by.admission(ingress, port))
                        .reduce(Certainty.NO, Certainty::or)
                        .and(letsOut(eni, port, estate)))
                .reduce(Certainty.NO, Certainty::or);
    }

    private Certainty letsOut(Resource<NetworkInterface> eni, int port, Estate estate) {
        return switch (GuardedWays.of(estate).letsOut(endpoint, eni, port)) {
            case YES -> Certainty.YES;
            case UNKNOWN -> Certainty.POSSIBLE;
            case NO -> Certainty.NO;
        };
    }

    private Certainty asEndpoint(GroupIngress ingress, int port) {
        CidrSet sources = ingress.sources(TCP, port);
        Certainty certainty = certainty(isMemberLetIn(ingress, port) || sources.intersects(addresses), ingress, port);
        return certainty == Certainty.NO && addresses.isEmpty() && !sources.isEmpty() ? Certainty.POSSIBLE : certainty;
    }

    private Certainty asClient(GroupIngress ingress, int port) {
        return certainty(
                isMemberLetIn(ingress, port) || !ingress.sources(TCP, port).isEmpty(), ingress, port);
    }

    /** A rule that names a group of the endpoint lets it in whether the client's address is preserved or not. */
    private boolean isMemberLetIn(GroupIngress ingress, int port) {
        return ingress.rules(TCP, port).stream()
                .filter(rule -> rule.protocol() != null)
                .map(rule -> rule.referencedGroupId())
                .filter(Objects::nonNull)
                .anyMatch(endpoint.attributes().securityGroupIds()::contains);
    }

    private static Certainty certainty(boolean admitted, GroupIngress ingress, int port) {
        return admitted ? Certainty.YES : ingress.undecided(TCP, port) ? Certainty.POSSIBLE : Certainty.NO;
    }
}
