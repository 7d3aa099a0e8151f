package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way to the internet over another VPC at a transit gateway: the tables of its attachment's subnets lead to a NAT gateway there, whose own table
 * leads answers back. Others, as by appliances, are not followed.
 *
 * @param estate the one that asks
 * @param teller that of the VPC's owner
 * @param eni    the interface that sends
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html">Example: Centralized outbound routing to the
 *     internet</a>
 */
record CentralEgress(Estate estate, Estate teller, Resource<NetworkInterface> eni, String gateway, String vpc) {

    private static final String AVAILABLE = "available";

    /**
     * Empty where it is not known which way packets take, and where answers take another one.
     *
     * @param entered the subnets by which packets come into the VPC
     */
    Optional<FarVpc.Way> way(List<String> entered) {
        return alike(entered.stream().map(this::from).toList());
    }

    /**
     * By which of several subnets packets come, is not known: the first stands for all where each lets the same through, from the public addresses of
     * them all.
     */
    private static Optional<FarVpc.Way> alike(List<Optional<FarVpc.Way>> ways) {
        boolean isAlike = ways.stream().allMatch(Optional::isPresent)
                && ways.stream()
                                .flatMap(Optional::stream)
                                .map(CentralEgress::passed)
                                .distinct()
                                .count()
                        == 1;
        return isAlike ? ways.get(0).map(way -> way.from(sources(ways))) : Optional.empty();
    }

    /** The addresses, with the certain and the possible traffic to them. A doubt names the NAT gateway; two doubts may describe one cause in different words. */
    private static List<Object> passed(FarVpc.Way way) {
        Admission admits = way.admits();
        return List.of(way.addresses(), admits.certain(), admits.possible());
    }

    /** None where those of one way are not told. */
    private static CidrSet sources(List<Optional<FarVpc.Way>> ways) {
        List<CidrSet> all =
                ways.stream().flatMap(Optional::stream).map(FarVpc.Way::sources).toList();
        return all.stream().anyMatch(CidrSet::isEmpty)
                ? CidrSet.EMPTY
                : all.stream().reduce(CidrSet.EMPTY, CidrSet::union);
    }

    private Optional<FarVpc.Way> from(String subnet) {
        return RouteTables.of(teller).serving(subnet, vpc).table().flatMap(table -> from(subnet, table));
    }

    private Optional<FarVpc.Way> from(String subnet, Resource<RouteTable> table) {
        Routing routing = RouteTables.of(teller).routing(table);
        List<String> gateways = routing.routes()
                .filter(Routing::isActive)
                .map(Route::target)
                .filter(target -> target != null && target.startsWith(NatGateways.NAT))
                .distinct()
                .toList();
        return gateways.size() == 1
                ? known(gateways.get(0))
                        .filter(nat -> isAnswered(String.valueOf(nat.subnetId())))
                        .map(nat -> by(gateways.get(0), nat, subnet, table))
                : Optional.empty();
    }

    private Optional<NatGateway> known(String id) {
        return teller.stored(NatGateway.class, id)
                .filter(teller::current)
                .map(Resource::attributes)
                .filter(nat -> AVAILABLE.equals(nat.state())
                        && nat.subnetId() != null
                        && vpc.equals(nat.vpcId())
                        && "public".equals(nat.connectivityType()));
    }

    /** Whether the table of the subnet leads to the transit gateway from which packets of the interface come. */
    private boolean isAnswered(String subnet) {
        return RouteTables.of(teller)
                .serving(subnet, vpc)
                .table()
                .map(RouteTables.of(teller)::routing)
                .map(routing -> routing.mayTake(route -> gateway.equals(route.target())))
                .filter(led -> led.certain().peers().covers(CidrSet.of(addresses())))
                .isPresent();
    }

    private List<Cidr> addresses() {
        return HostPair.addresses(eni)
                .filter(address -> address.family() == IpFamily.IPV4)
                .toList();
    }

    private FarVpc.Way by(String id, NatGateway nat, String entry, Resource<RouteTable> table) {
        Routing routing = RouteTables.of(teller).routing(table);
        Admission led = routing.mayTake(route -> id.equals(route.target()));
        String home = Objects.requireNonNull(nat.subnetId());
        NatGateways gateways = new NatGateways(teller);
        NetworkAcls acls = NetworkAcls.of(teller);
        List<Gate> gates = new ArrayList<>();
        gates.add(new Gate(
                table.resourceId(),
                ResourceKind.ROUTE_TABLE,
                led,
                packet -> routing.about(packet.peer()),
                packet -> routing.about(packet.peer())));
        if (!home.equals(entry)) {
            gates.add(acls.out(entry));
            gates.addAll(gateways.between(passing(entry), id, vpc));
        }
        gates.addAll(gateways.gates(id, vpc));
        unreadBlock(id).ifPresent(gates::add);
        gates.addAll(answers(home));
        CidrSet addresses = led.certain()
                .peers()
                .intersect(Internet.PUBLIC)
                .only(IpFamily.IPV4)
                .minus(VpcNetworks.stored(teller, vpc));
        return new FarVpc.Way(addresses, gates, id + " leads on to the internet", NatGateways.publicAddresses(nat));
    }

    private Optional<Gate> unreadBlock(String id) {
        return Subnets.of(teller)
                .unreadBlock()
                .filter(doubt -> !teller.equals(estate))
                .map(doubt -> Gate.unknown(id, ResourceKind.NAT_GATEWAY, doubt));
    }

    /** From the NAT gateway's subnet to the interface's VPC. */
    private List<Gate> answers(String home) {
        String own = String.valueOf(eni.attributes().vpcId());
        AttachedVpc attached = new AttachedVpc(estate, teller, gateway, vpc, own);
        Gate back = TransitAcls.ofOwn(eni, attached.towards(home, own)).answering();
        return Stream.concat(
                        attached
                                .acls(home)
                                .leaving(
                                        passing(home),
                                        attached.acl((acls, one) -> TransitAcls.ofOwn(eni, acls.answersOut(one))),
                                        attached.acl(NetworkAcls::answersIn))
                                .stream(),
                        Stream.of(back))
                .toList();
    }

    /** What stands for packets of the interface in a subnet of the VPC. */
    private Resource<NetworkInterface> passing(String subnet) {
        Optional<Resource<Subnet>> found = Subnets.of(teller).find(subnet);
        Resource<NetworkInterface> bare = new UnlistedInterface(
                        teller, found.<Resource<?>>map(one -> one).orElse(eni), subnet, List.of(), null)
                .resource();
        return bare.with(AddressedInterface.with(bare.attributes(), addresses()));
    }
}
