package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Route;
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

    /**
     * What a route of the first interface's subnet leads to.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html">Example routing options, Routing for a middlebox
     *     appliance</a>: a rule that names the group of the first interface lets nothing in
     */
    static Middlebox at(Estate estate, Route route, Cidr source, Resource<NetworkInterface> to) {
        Set<String> own = estate.stored(NetworkInterface.class).stream()
                .filter(eni -> String.valueOf(route.target()).equals(eni.resourceId())
                        || String.valueOf(route.target())
                                .equals(eni.attributes().instanceId()))
                .flatMap(eni -> eni.attributes().securityGroupIds().stream())
                .collect(Collectors.toUnmodifiableSet());
        return new Middlebox(estate, source, to, own);
    }

    /** What a transit gateway hands the packets to, where that may hand them on; see {@link TransitDetour}. */
    static Optional<Middlebox> behind(
            Optional<TransitDetour> detour, Cidr source, Estate there, Resource<NetworkInterface> to) {
        return detour.filter(one -> one.dropping().isEmpty())
                .map(one -> new Middlebox(
                        there, source, to, Set.copyOf(one.from().attributes().securityGroupIds())));
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
