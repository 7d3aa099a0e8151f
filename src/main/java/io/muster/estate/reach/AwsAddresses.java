package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Packet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses to which an interface can send, and which AWS keeps for itself: its own services answer there, or nothing does. */
record AwsAddresses(Estate estate, Resource<NetworkInterface> eni) {

    /**
     * Where AWS's own services answer hosts without a route, as for instance metadata.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html">Configure route tables</a>: these ranges are
     *     reserved
     */
    private static final CidrSet LINK_LOCAL = CidrSet.parse("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32");

    private static final int DNS_PORT = 53;

    private static final Traffic DNS = Traffic.of(ServiceRange.ports(ServiceRange.TCP, DNS_PORT, DNS_PORT), CidrSet.ANY)
            .union(Traffic.of(ServiceRange.ports(ServiceRange.UDP, DNS_PORT, DNS_PORT), CidrSet.ANY));

    /** Empty where the question is about other addresses, too. */
    Optional<Outcome> ask(Traffic question) {
        if (LINK_LOCAL.covers(question.peers())) {
            return Optional.of(Outcome.unknown("what answers at link-local addresses, which no route table leads to"));
        }
        String vpc = String.valueOf(eni.attributes().vpcId());
        if (!VpcNetworks.stored(estate, vpc).covers(question.peers())) {
            return Optional.empty();
        }
        VpcSubnets subnets = new VpcSubnets(estate, vpc);
        CidrSet resolver = subnets.resolver();
        if (!resolver.union(subnets.reserved()).covers(question.peers())) {
            return Optional.empty();
        }
        Traffic toResolver = question.among(resolver);
        return Optional.of(toResolver.isEmpty() ? nobody(vpc) : toResolver(vpc).ask(toResolver));
    }

    private static Outcome nobody(String vpc) {
        return Outcome.blocked(new Hop(vpc, ResourceKind.VPC, "AWS keeps the address, and gives it to no host"));
    }

    /**
     * Whether it answers rests on a setting of the VPC that is not read.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html">Control traffic to your AWS resources using
     *     security groups</a>: they do not filter DNS to it, nor do network ACLs
     */
    private Passage toResolver(String vpc) {
        List<Gate> gates = new ArrayList<>(Reach.sending(eni).stream().toList());
        gates.add(unfiltered(HostGroups.out(estate, eni, Set.of())));
        gates.add(Gate.unknown(vpc, ResourceKind.VPC, VpcSubnets.RESOLVER));
        return new Passage(List.copyOf(gates));
    }

    private static Gate unfiltered(Gate groups) {
        return groups.admitting(groups.admits().union(Admission.exactly(DNS)))
                .explained(packet -> isDns(packet)
                        ? "security groups and network ACLs do not filter DNS to the Route 53 Resolver"
                        : groups.lets(packet).why());
    }

    private static boolean isDns(Packet packet) {
        return !DNS.intersect(Traffic.of(new ServiceRange(packet.service(), packet.service()), CidrSet.ANY))
                .isEmpty();
    }
}
