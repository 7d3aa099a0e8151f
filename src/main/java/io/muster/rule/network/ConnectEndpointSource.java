package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.reach.GroupIngress;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.SecurityGroup;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How an Instance Connect Endpoint appears to instances: with its own groups and addresses or, where it preserves the client's
 * address, with that one, which may be any.
 *
 * @param preserved null where AWS does not tell: then both count, and neither for certain
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html">Security groups for EC2
 * Instance Connect Endpoint</a>
 */
record ConnectEndpointSource(@Nullable Boolean preserved, Set<String> groups, CidrSet addresses) {

    private static final List<Integer> PORTS = List.of(22, 3389);
    private static final String TCP = OpenPorts.WITH_PORTS.get(0);

    static ConnectEndpointSource of(InstanceConnectEndpoint endpoint, Estate estate) {
        List<Cidr> addresses = endpoint.networkInterfaceIds().stream()
                .map(id -> estate.find(NetworkInterface.class, id))
                .flatMap(Optional::stream)
                .map(eni -> eni.attributes())
                .flatMap(eni -> Stream.concat(eni.privateIps().stream(), eni.ipv6Addresses().stream()))
                .map(ConnectEndpointSource::host)
                .flatMap(Optional::stream)
                .toList();
        return new ConnectEndpointSource(
                endpoint.preserveClientIp(), Set.copyOf(endpoint.securityGroupIds()), CidrSet.of(addresses));
    }

    private static Optional<Cidr> host(String address) {
        return Cidr.tryParse(address + (address.indexOf(':') < 0 ? "/32" : "/128"));
    }

    /** Whether the group lets the endpoint in by SSH or RDP. */
    Certainty admittedBy(SecurityGroup group, Estate estate) {
        GroupIngress ingress = GroupIngress.of(group, estate);
        Certainty asEndpoint = best(ingress, this::asEndpoint);
        Certainty asClient = best(ingress, ConnectEndpointSource::asClient);
        if (preserved != null) {
            return preserved ? asClient : asEndpoint;
        }
        return asEndpoint == asClient ? asEndpoint : Certainty.POSSIBLE;
    }

    private interface ByPort {
        Certainty admission(GroupIngress ingress, int port);
    }

    private static Certainty best(GroupIngress ingress, ByPort by) {
        return PORTS.stream()
                .map(port -> by.admission(ingress, port))
                .max(Certainty::compareTo)
                .orElse(Certainty.NO);
    }

    private Certainty asEndpoint(GroupIngress ingress, int port) {
        boolean named = ingress.rules(TCP, port).stream()
                .filter(rule -> rule.protocol() != null)
                .map(rule -> rule.referencedGroupId())
                .filter(Objects::nonNull)
                .anyMatch(groups::contains);
        CidrSet sources = ingress.sources(TCP, port);
        Certainty certainty = certainty(named || sources.intersects(addresses), ingress, port);
        return certainty == Certainty.NO && addresses.isEmpty() && !sources.isEmpty() ? Certainty.POSSIBLE : certainty;
    }

    private static Certainty asClient(GroupIngress ingress, int port) {
        return certainty(!ingress.sources(TCP, port).isEmpty(), ingress, port);
    }

    private static Certainty certainty(boolean admitted, GroupIngress ingress, int port) {
        return admitted ? Certainty.YES : ingress.undecided(TCP, port) ? Certainty.POSSIBLE : Certainty.NO;
    }
}
