package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something between two interfaces that is not modelled, and may send packets on from an address of its own: an appliance, or a network behind a
 * gateway. What the other side lets in from any address, it may let in, and answers need not lead to the source.
 *
 * @param estate that of the other interface
 * @param source the address of the first interface
 * @param to     the other interface
 * @param groups the security groups of what packets come from, as far as they are known
 */
record Middlebox(Estate estate, Cidr source, Resource<NetworkInterface> to, Set<String> groups) {

    private static final String VPC = "vpc-";

    /**
     * What a route of the first interface's subnet leads to.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">Example routing options, Routing for a middlebox
     *     appliance</a>: a rule that names the group of the first interface lets nothing in
     */
    static Middlebox at(Estate estate, Route route, Cidr source, Resource<NetworkInterface> to) {
        Set<String> own = estate.stored(NetworkInterface.class).stream()
                .filter(eni -> String.valueOf(route.target()).equals(eni.resourceId())
                        || String.valueOf(route.target()).equals(eni.attributes().instanceId()))
                .flatMap(eni -> eni.attributes().securityGroupIds().stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Middlebox(estate, source, to, own);
    }

    /** The VPC that a transit gateway hands packets for the address to; empty where it is that of the other interface, and for another target. */
    static Optional<Middlebox> behind(
            @Nullable String gateway,
            Estate here,
            Resource<NetworkInterface> from,
            Cidr source,
            Estate there,
            Resource<NetworkInterface> to,
            Cidr destination) {
        String vpc = String.valueOf(from.attributes().vpcId());
        return Optional.ofNullable(gateway)
                .filter(target -> target.startsWith(HostPair.TRANSIT))
                .flatMap(target -> AttachedVpc.of(here, target, vpc)
                        .hub()
                        .flatMap(hub -> TransitGateways.of(hub).table(target, vpc)))
                .flatMap(TransitGateways.Table::routing)
                .flatMap(routing -> routing.towards(destination))
                .filter(route -> Routing.isActive(route)
                        && Routing.leadsTo(route, VPC)
                        && !String.valueOf(to.attributes().vpcId()).equals(route.target()))
                .map(route ->
                        new Middlebox(there, source, to, Set.copyOf(from.attributes().securityGroupIds())));
    }

    /** The last hops. */
    List<Gate> entry() {
        return Reach.of(estate).entry(to, groups).stream().map(this::fromAny).toList();
    }

    /** A hop that looks at the source. */
    Gate fromAny(Gate gate) {
        Admission admits = gate.admits();
        CidrSet any = CidrSet.ANY.only(source.family());
        return gate.admitting(new Admission(
                admits.certain(),
                admits.possible().union(admits.possible().readdressed(any, CidrSet.of(source))),
                Admission.both(admits.doubts(), Set.of("from which address packets of " + source.text() + " come"))));
    }

    static Gate seenBy(Optional<Middlebox> between, Gate gate) {
        return between.map(one -> one.fromAny(gate)).orElse(gate);
    }
}
