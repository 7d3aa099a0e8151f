package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** To where an interface can send, and by which ways out: each target of its routes is one. */
public final class Egress {

    /** The kinds that answers rest on, beside those of {@link Reach}. */
    public static final Set<ResourceKind> KINDS = kinds();

    /**
     * A way out.
     *
     * @param target   the gateway, connection, endpoint or interface that the traffic is handed to
     * @param exposed  the destinations that are reached by it; possible alone where it leaves what is modelled
     */
    public record Way(String target, @Nullable ResourceKind kind, Exposed exposed) {}

    /** In place of a target that is not known. */
    private static final String UNKNOWN = "unknown";

    static final String ANY_HOST = "groups and the network ACL of the destination are not looked at";

    private final Estate estate;

    private static Set<ResourceKind> kinds() {
        EnumSet<ResourceKind> kinds = EnumSet.copyOf(TransitGateways.KINDS);
        kinds.add(ResourceKind.NAT_GATEWAY);
        kinds.add(ResourceKind.VPC_ENDPOINT);
        kinds.add(ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY);
        return Set.copyOf(kinds);
    }

    private Egress(Estate estate) {
        this.estate = estate;
    }

    public static Egress of(Estate estate) {
        return estate.view(Egress.class, Egress::new);
    }

    /** The ways by which some destination of the internet, or another network, is reached or may be; of NAT gateways, without services of AWS. */
    public List<Way> ways(Resource<NetworkInterface> eni) {
        List<Way> ways = new ArrayList<>();
        CidrSet named = HostFamilies.of(eni).addresses();
        passages(eni, new WaysOut(estate, eni, false)::out, Set.of()).forEach((target, passage) -> {
            Exposed exposed = Exposed.of(passage.admits().among(named));
            if (exposed.reachable() != Reachable.NO) {
                ways.add(new Way(target, ResourceKind.ofId(target).orElse(null), exposed));
            }
        });
        return ways;
    }

    /** Whether the interface can send to any of the destinations, by the best of its ways. */
    Outcome ask(Resource<NetworkInterface> eni, Traffic question) {
        return ask(eni, question, Set.of());
    }

    /** Whether the interface can send to any of the destinations, which are hosts that carry the security groups, by the best of its ways. */
    Outcome ask(Resource<NetworkInterface> eni, Traffic question, Set<String> peersGroups) {
        return new AwsAddresses(estate, eni)
                .ask(question)
                .orElseGet(() -> ask(eni, question, waysOn(eni, question.peers(), peersGroups), peersGroups));
    }

    /** Whether the interface can send to any of the destinations by their own addresses, without those that NAT64 makes stand for them. */
    Outcome askStraight(Resource<NetworkInterface> eni, Traffic question) {
        return Outcome.best(straight(eni, question, waysOn(eni, question.peers(), Set.of()), Set.of())
                        .toList())
                .orElseGet(() -> nowhere(eni));
    }

    /** Whether the interface can send to IPv4 addresses by the IPv6 addresses that NAT64 makes stand for them: at most possibly. Empty where no way may lead there. */
    Optional<Outcome> askTranslated(Resource<NetworkInterface> eni, Traffic question) {
        return Outcome.best(translated(eni, question, waysOn(eni, question.peers(), Set.of()))
                        .toList())
                .filter(out -> out.reachable() != Reachable.NO);
    }

    private Map<String, Passage> waysOn(Resource<NetworkInterface> eni, CidrSet asked, Set<String> peersGroups) {
        return waysOn(new WaysOut(estate, eni), asked, peersGroups);
    }

    private Map<String, Passage> waysOn(WaysOut out, CidrSet asked, Set<String> peersGroups) {
        return passages(out.eni(), target -> out.on(target, asked), peersGroups);
    }

    /**
     * Whether the interface can send to some public address outside of the VPC: a gateway endpoint, which leads to a service of AWS alone, is no way to the
     * internet, nor is a peering connection.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html">VPC peering limitations, edge to edge routing</a>
     */
    Outcome askInternet(Resource<NetworkInterface> eni, ServiceRange services) {
        CidrSet internet = Internet.PUBLIC.minus(
                VpcNetworks.stored(estate, String.valueOf(eni.attributes().vpcId())));
        return askInternet(eni, Traffic.of(services, internet));
    }

    /** The same for some of these addresses. */
    Outcome askInternet(Resource<NetworkInterface> eni, Traffic question) {
        Map<String, Passage> ways =
                new LinkedHashMap<>(waysOn(new WaysOut(estate, eni, false), question.peers(), Set.of()));
        ways.keySet()
                .removeIf(target -> new GatewayEndpoints(estate)
                        .leadsToService(target, eni.attributes().vpcId()));
        ways.keySet().removeIf(target -> target.startsWith(HostPair.PEERING));
        return ask(eni, question, ways, Set.of());
    }

    /** Whether it can send any of the traffic out of its VPC, to anything but a service of AWS that a gateway endpoint leads to. */
    Outcome askBeyond(Resource<NetworkInterface> eni, Traffic question, Set<String> peersGroups) {
        Map<String, Passage> ways = waysOn(new WaysOut(estate, eni, false), question.peers(), peersGroups);
        return Outcome.best(ways.entrySet().stream()
                        .filter(way -> !new GatewayEndpoints(estate)
                                .leadsToService(way.getKey(), eni.attributes().vpcId()))
                        .map(way -> way.getValue().ask(question)))
                .orElseGet(() -> nowhere(eni));
    }

    private static Outcome nowhere(Resource<NetworkInterface> eni) {
        return Outcome.blocked(
                new Hop(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "no route leads out of its subnet"));
    }

    private Outcome ask(
            Resource<NetworkInterface> eni, Traffic question, Map<String, Passage> ways, Set<String> peersGroups) {
        return Outcome.together(
                        Stream.concat(straight(eni, question, ways, peersGroups), translated(eni, question, ways))
                                .toList())
                .orElseGet(() -> nowhere(eni));
    }

    private Stream<Outcome> straight(
            Resource<NetworkInterface> eni, Traffic question, Map<String, Passage> ways, Set<String> peersGroups) {
        Traffic sent = HostFamilies.of(eni).sent(question);
        if (sent.isEmpty()) {
            return Stream.of(HostFamilies.of(eni).blocked(question));
        }
        Map<String, Passage> all = new LinkedHashMap<>(ways);
        new LocalPath(estate, eni).passage(peersGroups).ifPresent(passage -> all.put(Routing.LOCAL, passage));
        Map<String, Passage> taken = new LinkedHashMap<>(all);
        taken.keySet().removeIf(target -> !new WaysOut(estate, eni).mayLead(target, sent.peers()));
        return (taken.isEmpty() ? all : taken).values().stream().map(passage -> passage.ask(sent));
    }

    /** To IPv4 addresses by the IPv6 addresses that stand for them. */
    private Stream<Outcome> translated(Resource<NetworkInterface> eni, Traffic question, Map<String, Passage> ways) {
        Traffic named = HostFamilies.of(eni).translated(question);
        Nat64Routes routes =
                new Nat64Routes(estate, String.valueOf(eni.attributes().vpcId()));
        return named.isEmpty()
                ? Stream.empty()
                : ways.entrySet().stream()
                        .filter(way -> routes.mayTranslate(way.getKey())
                                && new WaysOut(estate, eni).mayLead(way.getKey(), NatGateways.NAT64))
                        .map(way -> way.getValue()
                                .with(way.getKey().equals(UNKNOWN) ? List.of() : Nat64Routes.behind(way.getKey()))
                                .ask(named));
    }

    /**
     * By the targets of the routes, the ways out of the subnet.
     *
     * @param wayOut the hops of a way out behind the subnet
     */
    Map<String, Passage> passages(
            Resource<NetworkInterface> eni, Function<String, List<Gate>> wayOut, Set<String> peersGroups) {
        NetworkInterface attributes = eni.attributes();
        Map<String, Passage> passages = new LinkedHashMap<>();
        if (attributes.subnetId() == null || attributes.vpcId() == null) {
            return untold(
                    Gate.unknown(eni.resourceId(), ResourceKind.NETWORK_INTERFACE, "the subnet of the interface"),
                    eni,
                    peersGroups);
        }
        RouteTables.Serving serving = RouteTables.of(estate).serving(attributes.subnetId(), attributes.vpcId());
        if (serving.table().isEmpty()) {
            return untold(Gate.unknown(attributes.subnetId(), ResourceKind.SUBNET, serving.doubt()), eni, peersGroups);
        }
        Routing routing = RouteTables.of(estate).routing(serving.table().get());
        targets(routing)
                .forEach(target -> passages.put(
                        target,
                        passage(
                                eni,
                                serving.table().get().resourceId(),
                                routing,
                                target,
                                wayOut.apply(target),
                                peersGroups)));
        routing.routes()
                .filter(Routing::isUnclear)
                .findFirst()
                .ifPresent(route -> passages.put(
                        UNKNOWN, unclear(eni, serving.table().get().resourceId(), routing, route, peersGroups)));
        return passages;
    }

    private static Stream<String> targets(Routing routing) {
        return routing.routes()
                .filter(route -> Routing.isActive(route) && route.target() != null)
                .map(Route::target)
                .filter(target -> !target.equals(Routing.LOCAL))
                .distinct();
    }

    /** Whatever the way is, the interface and its groups have to let the traffic out. */
    private Map<String, Passage> untold(Gate way, Resource<NetworkInterface> eni, Set<String> peersGroups) {
        return Map.of(
                UNKNOWN,
                new Passage(
                        Stream.concat(leaving(eni, peersGroups), Stream.of(way)).toList()));
    }

    private Stream<Gate> leaving(Resource<NetworkInterface> eni, Set<String> peersGroups) {
        return Stream.concat(Reach.sending(eni).stream(), Stream.of(HostGroups.out(estate, eni, peersGroups)));
    }

    private Passage unclear(
            Resource<NetworkInterface> eni, String tableId, Routing routing, Route route, Set<String> peersGroups) {
        return passage(
                eni,
                tableId,
                routing,
                UNKNOWN,
                List.of(Gate.unknown(tableId, ResourceKind.ROUTE_TABLE, Routing.unclear(route))),
                peersGroups);
    }

    /** The way to a network at the other end of a target, with hosts there that carry the security groups. */
    private Passage passage(
            Resource<NetworkInterface> eni,
            String tableId,
            Routing routing,
            String target,
            List<Gate> wayOut,
            Set<String> peersGroups) {
        List<Gate> gates = new ArrayList<>(leaving(eni, peersGroups).toList());
        gates.add(new Gate(
                tableId,
                ResourceKind.ROUTE_TABLE,
                routing.mayTake(route -> target.equals(route.target())),
                packet -> routing.about(packet.peer()),
                packet -> routing.about(packet.peer())));
        gates.addAll(
                target.startsWith(HostPair.TRANSIT)
                        ? overTransit(eni, target, wayOut)
                        : straight(eni.attributes().subnetId(), wayOut));
        return new Passage(List.copyOf(gates));
    }

    /** The hops over a transit gateway, with the network ACLs of both attachments. */
    private List<Gate> overTransit(Resource<NetworkInterface> eni, String target, List<Gate> wayOut) {
        AttachedVpc attached = AttachedVpc.of(estate, target, eni.attributes().vpcId());
        List<Gate> gates = new ArrayList<>(attached.acls(eni.attributes().subnetId())
                .leaving(
                        eni,
                        attached.acl(NetworkAcls::out),
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.in(one)))));
        gates.addAll(wayOut);
        attached.astray(null, eni).forEach(gate -> gates.add(gate.answering()));
        gates.addAll(attached.acls(null)
                .entering(
                        eni,
                        attached.acl((of, one) -> TransitAcls.ofOwn(eni, of.answersOut(one))),
                        attached.acl(NetworkAcls::answersIn)));
        return gates;
    }

    private List<Gate> straight(String subnet, List<Gate> wayOut) {
        NetworkAcls acls = NetworkAcls.of(estate);
        return Stream.of(List.of(acls.out(subnet)), wayOut, List.of(acls.answersIn(subnet)))
                .flatMap(List::stream)
                .toList();
    }
}
