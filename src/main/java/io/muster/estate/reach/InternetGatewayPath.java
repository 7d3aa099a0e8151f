package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The way between the internet and the addresses of a subnet by the VPC's internet gateway: the gateway, VPC Block Public
 * Access, the subnet's route back, and its network ACL in both directions. Thousands of interfaces share one.
 */
final class InternetGatewayPath {

    private static final String INSPECTED =
            "traffic passes an appliance, and whether that lets it through is not modelled";

    /**
     * The gates, and all that they let through from public addresses, put together once. Two of them are told apart by being
     * different objects: to compare what they hold would cost more than to work it out.
     */
    static final class Inbound {

        private final Passage passage;
        private final Admission fromInternet;

        private Inbound(Passage passage) {
            this.passage = passage;
            this.fromInternet = passage.admits().among(Internet.PUBLIC);
        }

        Passage passage() {
            return passage;
        }

        Admission fromInternet() {
            return fromInternet;
        }
    }

    private record Key(String vpcId, String subnetId, EdgeRoutes edge) {}

    private final Estate estate;
    private final Map<Key, Inbound> inbound = new ConcurrentHashMap<>();

    private InternetGatewayPath(Estate estate) {
        this.estate = estate;
    }

    static InternetGatewayPath of(Estate estate) {
        return estate.view(InternetGatewayPath.class, InternetGatewayPath::new);
    }

    /**
     * The traffic that comes in to addresses of the subnet; the peers are the sources.
     *
     * @param addresses the private ones that the internet gateway hands it to
     */
    Inbound inbound(String vpcId, String subnetId, CidrSet addresses) {
        Key key = new Key(vpcId, subnetId, EdgeRoutes.of(estate, vpcId, addresses));
        Inbound kept = inbound.get(key);
        if (kept == null) {
            kept = new Inbound(build(key));
            inbound.put(key, kept);
        }
        return kept;
    }

    private Passage build(Key key) {
        Gate gateway = InternetGateways.of(estate).gate(key.vpcId());
        NetworkAcls acls = NetworkAcls.of(estate);
        return new Passage(passing(key.vpcId(), key.edge()))
                .with(excluded(key))
                .with(List.of(key.edge().inspected().isEmpty() ? gateway : gateway.noting(INSPECTED)))
                .with(new Inspection(estate, key.vpcId(), key.subnetId(), key.edge()).gates())
                .with(List.of(
                        Subnets.of(estate).publicAccess(key.subnetId()),
                        wayBack(key),
                        acls.in(key.subnetId()),
                        acls.answersOut(key.subnetId())));
    }

    /**
     * Whether an exclusion lets what an appliance has inspected pass: where there is a block, endpoints of Gateway Load Balancers take no
     * traffic, even in subnets that are excluded.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html">VPC BPA basics</a>
     */
    private List<Gate> excluded(Key key) {
        CidrSet inspected = key.edge().inspected();
        if (inspected.isEmpty() || !Subnets.of(estate).blockSome()) {
            return List.of();
        }
        String doubt = "whether VPC Block Public Access lets inspected traffic into " + key.subnetId();
        Traffic straight = Traffic.of(ServiceRange.ALL, CidrSet.ANY.minus(inspected));
        return List.of(Gate.unknown(key.subnetId(), ResourceKind.SUBNET, doubt)
                .admitting(Admission.between(straight, Traffic.ALL, doubt)));
    }

    /** The gates of what the table of the internet gateway drops, or may drop. */
    private List<Gate> passing(String vpcId, EdgeRoutes edge) {
        if (!edge.doubt().isEmpty()) {
            return List.of(Gate.unknown(vpcId, ResourceKind.VPC, edge.doubt()));
        }
        return edge.dropped().isEmpty() ? List.of() : List.of(dropping(edge));
    }

    private static Gate dropping(EdgeRoutes edge) {
        return new Gate(
                edge.tableId(),
                ResourceKind.ROUTE_TABLE,
                Admission.exactly(Traffic.of(ServiceRange.ALL, CidrSet.ANY.minus(edge.dropped()))),
                packet -> "the internet gateway drops nothing of the family",
                packet ->
                        "the route of the internet gateway to the address is a blackhole, or to an interface that drops it");
    }

    /** The gates of answers to connections that went out straight; none where nothing but the VPC's own routes is in their way. */
    List<Gate> answers(String vpcId, CidrSet addresses) {
        EdgeRoutes edge = EdgeRoutes.of(estate, vpcId, addresses);
        List<Gate> gates = new ArrayList<>(passing(vpcId, edge));
        if (!edge.inspected().isEmpty()) {
            Traffic straight = Traffic.of(ServiceRange.ALL, CidrSet.ANY.minus(edge.inspected()));
            gates.add(Gate.unknown(vpcId, ResourceKind.VPC, Appliances.ONE_DIRECTION)
                    .admitting(Admission.between(straight, Traffic.ALL, Appliances.ONE_DIRECTION)));
        }
        return gates.stream().map(Gate::answering).toList();
    }

    /** A connection that came in through an appliance must pass it on the way back, too; else it may be dropped. */
    private Gate wayBack(Key key) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(key.subnetId(), key.vpcId());
        if (serving.table().isEmpty()) {
            return Gate.unknown(key.subnetId(), ResourceKind.SUBNET, serving.doubt())
                    .answering();
        }
        Routing routing = tables.routing(serving.table().get());
        Admission admits = told(agreed(
                        routing.towards(route -> isGateway(route, key.vpcId())),
                        routing.towards(new Appliances(estate)::areTargetOf))
                .among(CidrSet.ANY.minus(key.edge().inspected())));
        for (IpFamily family : key.edge().through().keySet()) {
            admits = admits.union(told(back(key, family, routing).among(CidrSet.ANY.only(family))));
        }
        Admission answers = admits;
        return new Gate(
                        serving.table().get().resourceId(),
                        ResourceKind.ROUTE_TABLE,
                        answers,
                        packet -> "answers: " + routing.about(packet.peer()),
                        packet -> "answers do not go to the internet gateway: " + routing.about(packet.peer()))
                .answering();
    }

    /** What goes back by the appliance that it came through. */
    private Admission back(Key key, IpFamily family, Routing routing) {
        Predicate<Route> same = route -> key.edge().comesBack(family, route, estate);
        Predicate<Route> any = route -> isGateway(route, key.vpcId()) || new Appliances(estate).areTargetOf(route);
        return agreed(routing.towards(same), routing.towards(any.and(same.negate())));
    }

    /** Without doubts about addresses that it is not asked about. */
    static Admission told(Admission some) {
        return some.isExact() ? Admission.exactly(some.certain()) : some;
    }

    /** Whether an appliance lets the one half of a connection pass that it sees alone is not known. */
    private static Admission agreed(Admission expected, Admission other) {
        Admission half = new Admission(Traffic.NONE, other.possible(), other.doubts());
        return other.possible().isEmpty()
                ? expected
                : expected.union(half).union(Admission.between(Traffic.NONE, Traffic.NONE, Appliances.ONE_DIRECTION));
    }

    private boolean isGateway(Route route, String vpcId) {
        return InternetGateways.of(estate).mayBeOf(vpcId, String.valueOf(route.target()));
    }

    /** Whether the subnet has a way to the internet and back by an internet gateway; its ACL and addresses do not count. */
    Reachable isPublic(String vpcId, String subnetId) {
        Admission way = InternetGateways.of(estate)
                .gate(vpcId)
                .admits()
                .intersect(wayBack(new Key(vpcId, subnetId, EdgeRoutes.NONE)).admits())
                .among(Internet.PUBLIC);
        return Exposed.of(way).reachable();
    }
}
