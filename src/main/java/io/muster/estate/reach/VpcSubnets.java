package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Intervals.Interval;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses of a VPC at which something can be: those of its subnets. */
record VpcSubnets(Estate estate, String vpc) {

    static final String RESOLVER = "Route 53 Resolver at the address";

    /** What goes to one of them, or comes from there. */
    Gate gate() {
        CidrSet known = owners().map(this::known).orElse(CidrSet.EMPTY).union(known(estate));
        Optional<String> doubt = doubt();
        CidrSet possible = doubt.isPresent() ? CidrSet.ANY : known.union(resolver());
        return new Gate(
                vpc,
                ResourceKind.VPC,
                Admission.between(
                        Traffic.of(ServiceRange.ALL, known),
                        Traffic.of(ServiceRange.ALL, possible),
                        doubt.orElse(RESOLVER)),
                packet -> "a subnet has the address",
                packet -> "no subnet of the VPC has the address");
    }

    private CidrSet known(Estate teller) {
        return CidrSet.union(each(teller).toList());
    }

    /** Of one subnet each. */
    private Stream<CidrSet> each(Estate teller) {
        return teller.stored(Subnet.class).stream()
                .filter(subnet ->
                        teller.current(subnet) && vpc.equals(subnet.attributes().vpcId()))
                .map(subnet -> Subnets.of(teller).addresses(subnet.resourceId()));
    }

    /**
     * The first four addresses and the last one of each subnet, which no host gets.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">Subnet CIDR blocks</a>
     */
    CidrSet reserved() {
        return CidrSet.of(Stream.concat(owners().stream(), Stream.of(estate))
                .flatMap(this::each)
                .flatMap(subnet -> subnet.ranges().stream())
                .flatMap(VpcSubnets::ends)
                .toList());
    }

    private static Stream<Cidr> ends(Cidr range) {
        BigInteger last = BigInteger.ONE
                .shiftLeft(range.family().bits() - range.prefixLength())
                .subtract(BigInteger.ONE);
        return Stream.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3), last)
                .map(at -> new Cidr(
                        range.family(),
                        range.network().add(at.min(last)),
                        range.family().bits()));
    }

    /** The owner of a shared VPC sees subnets of it that it does not share. */
    private Optional<Estate> owners() {
        return SharedVpcs.of(estate).ownersOf(vpc);
    }

    private Optional<String> doubt() {
        Optional<String> hidden = SharedVpcs.of(estate).hides("the subnets", vpc);
        return owners().isEmpty() && hidden.isPresent() ? hidden : unread(owners().orElse(estate));
    }

    private static Optional<String> unread(Estate teller) {
        return teller.knows(ResourceKind.SUBNET)
                ? teller.stored(Subnet.class).stream()
                        .filter(subnet -> !Subnets.isPlaced(subnet))
                        .findFirst()
                        .map(subnet -> "where " + subnet.resourceId() + " is")
                : Optional.of(teller.missing(ResourceKind.SUBNET));
    }

    /**
     * The second address of each IPv4 range: the Resolver answers at that of the first range without being in a subnet.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html">Understanding Amazon DNS</a>
     */
    CidrSet resolver() {
        List<BigInteger> told = estate.stored(Vpc.class, vpc).stream()
                .flatMap(stored -> stored.attributes().cidrBlocks().stream())
                .flatMap(text -> Cidr.tryParse(text).stream())
                .map(Cidr::network)
                .toList();
        return CidrSet.of((told.isEmpty() ? ofLocalRoutes() : told.stream())
                .map(first -> new Cidr(IpFamily.IPV4, first.add(BigInteger.TWO), IpFamily.IPV4.bits()))
                .toList());
    }

    private Stream<BigInteger> ofLocalRoutes() {
        return VpcNetworks.stored(estate, vpc).ipv4().parts().stream().map(Interval::first);
    }
}
