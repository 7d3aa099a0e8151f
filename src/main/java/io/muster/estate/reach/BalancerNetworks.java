package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where load balancers of other accounts and regions may stand that have a host as a target: in the VPCs that its own is connected with, and beside it
 * in a VPC that is shared.
 */
public record BalancerNetworks(Estate estate, Endpoint.Host to) {

    private static final BalancersRead NOTHING = new BalancersRead(Set.of(), Set.of());

    /** The regions of other accounts, and other regions, whose load balancers would have to be read. */
    public Set<Scope> scopes() {
        return reached()
                .flatMap(eni -> places(eni, NOTHING))
                .flatMap(place -> Stream.ofNullable(place.scope()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The addresses by which a load balancer may have the host as a target, as CIDRs: its own, and those of load balancers that lead to it. */
    public Set<String> ranges() {
        return reached().flatMap(HostPair::ranges).map(Cidr::text).collect(Collectors.toUnmodifiableSet());
    }

    /** The interfaces of the host, and those by which others get to load balancers that lead to it. */
    private Stream<Resource<NetworkInterface>> reached() {
        return to.interfaces().stream()
                .flatMap(eni -> Stream.concat(Stream.of(eni), FarTargets.entryInterfaces(estate, eni)));
    }

    /** The endpoint services that lead to it. */
    public Set<String> serviceNames() {
        return to.interfaces().stream()
                .flatMap(eni -> LoadBalancers.of(estate).leadingTo(eni).stream())
                .flatMap(new EndpointServices(estate)::of)
                .flatMap(service -> Stream.ofNullable(service.attributes().serviceName()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The ids of the host's VPCs and of the VPCs that these are connected with. */
    public Set<String> connectedVpcIds() {
        Stream<String> far = reached()
                .flatMap(eni -> RouteTables.of(estate).serving(subnet(eni), vpc(eni)).table().stream()
                        .map(RouteTables.of(estate)::routing)
                        .flatMap(this::targets)
                        .flatMap(target -> new FarVpcs(estate, eni, target).places())
                        .map(FarVpcs.Place::vpc));
        return Stream.concat(vpcIds().stream(), far).collect(Collectors.toUnmodifiableSet());
    }

    public Set<String> vpcIds() {
        return reached()
                .flatMap(eni -> Stream.ofNullable(eni.attributes().vpcId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * That the internet or another host may get to the host, where something gets to it from a place of which the load balancers were not read: of
     * these it is not known who gets to them, of those that can send something there.
     *
     * @param here  the estate of the source, where that is a host
     * @param known what is known of the load balancers of others
     */
    public List<Outcome> unread(Endpoint from, Estate here, ServiceRange services, BalancersRead known) {
        List<Outcome> outcomes = new ArrayList<>();
        Predicate<CidrSet> isSentTo = sentTo(from, here);
        for (Resource<NetworkInterface> eni : to.interfaces()) {
            BackendBalancers inner = new BackendBalancers(estate, eni);
            Stream<String> straight = BalancerNetwork.doubts(
                    unread(eni, known), way -> way.mayEnter(estate, eni, services) && isSentTo.test(way.networks()));
            Stream<String> onwards = inner.entries()
                    .flatMap(entry -> BalancerNetwork.doubts(
                            unread(entry.eni(), known),
                            way -> leads(inner, entry, way, services) && isSentTo.test(way.networks())));
            Set<String> missing = Stream.concat(straight, onwards).collect(Collectors.toUnmodifiableSet());
            Traffic asked = Forwarding.balanced(services, sources(from, eni));
            Outcome.unread(missing, asked).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private static Predicate<CidrSet> sentTo(Endpoint from, Estate here) {
        if (!(from instanceof Endpoint.Host source)) {
            return networks -> true;
        }
        WaysToBalancers ways = new WaysToBalancers(here, source);
        Map<CidrSet, Boolean> known = new HashMap<>();
        return networks -> known.computeIfAbsent(networks, ways::mayLeadTo);
    }

    private boolean leads(
            BackendBalancers inner, BackendBalancers.Entry entry, BalancerNetwork.Way way, ServiceRange services) {
        return inner.mayLead(entry, way.networks(), taken -> way.mayEnter(estate, entry.eni(), taken), services);
    }

    private CidrSet sources(Endpoint from, Resource<NetworkInterface> eni) {
        return from instanceof Endpoint.Host source
                ? CidrSet.of(source.interfaces().stream()
                        .flatMap(HostPair::addresses)
                        .toList())
                : Questions.outside(estate, from, eni);
    }

    private Stream<BalancerNetwork> unread(Resource<NetworkInterface> eni, BalancersRead known) {
        return places(eni, known).filter(place -> place.scope() == null || !isRead(place.scope(), known.read()));
    }

    private boolean isRead(Scope scope, Set<Scope> read) {
        return scope.equals(estate.scope()) || read.contains(scope);
    }

    private Stream<BalancerNetwork> places(Resource<NetworkInterface> eni, BalancersRead known) {
        Set<String> named = foreignGroups(eni);
        return Stream.concat(
                Stream.concat(beyond(eni, known), beside(eni, known)).map(place -> place.carrying(named)), nodes(eni));
    }

    /** The groups that those of the interface let in and that are not the account's own: a load balancer of others may carry them. */
    private Set<String> foreignGroups(Resource<NetworkInterface> eni) {
        return GroupSets.of(estate).letIn(Set.copyOf(eni.attributes().securityGroupIds())).stream()
                .filter(id -> !id.isEmpty() && !isOwn(id))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOwn(String groupId) {
        return estate.stored(SecurityGroup.class, groupId)
                .map(group -> group.attributes().ownerId())
                .filter(estate.scope().accountId()::equals)
                .isPresent();
    }

    /** Over peering connections and transit gateways that answers are led to. */
    private Stream<BalancerNetwork> beyond(Resource<NetworkInterface> eni, BalancersRead read) {
        RouteTables tables = RouteTables.of(estate);
        RouteTables.Serving serving = tables.serving(subnet(eni), vpc(eni));
        return serving.table()
                .map(tables::routing)
                .map(routing -> targets(routing).flatMap(target -> beyond(eni, routing, target, read)))
                .orElseGet(() -> Stream.of(BalancerNetwork.unknown(CidrSet.ANY, false, serving.doubt())));
    }

    private Stream<String> targets(Routing routing) {
        return routing.routes()
                .filter(Routing::isActive)
                .map(Route::target)
                .filter(Objects::nonNull)
                .distinct()
                .filter(this::leadsToVpcs);
    }

    private boolean leadsToVpcs(String target) {
        return target.startsWith(HostPair.TRANSIT)
                || (target.startsWith(HostPair.PEERING) && !new PeeredVpcs(estate).isDead(target));
    }

    private Stream<BalancerNetwork> beyond(
            Resource<NetworkInterface> eni, Routing routing, String target, BalancersRead read) {
        CidrSet led = routing.mayTake(route -> target.equals(route.target()))
                .possible()
                .peers();
        FarVpcs far = new FarVpcs(estate, eni, target);
        CidrSet unseen = led.intersect(far.areKnown() ? far.unseen() : CidrSet.ANY);
        String doubt = "the load balancers that " + target + " leads to";
        Stream<BalancerNetwork> unknown = Stream.of(unseen)
                .filter(networks -> !networks.isEmpty())
                .map(networks -> BalancerNetwork.unknown(networks, false, doubt));
        Stream<BalancerNetwork> known =
                far.places().flatMap(place -> beyond(place, led.intersect(place.networks()), read, doubt));
        return Stream.concat(known, unknown);
    }

    /** The networks of the owner of a VPC, and of the accounts that it shares the VPC with. */
    private static Stream<BalancerNetwork> beyond(
            FarVpcs.Place far, CidrSet networks, BalancersRead read, String doubt) {
        Set<Scope> tenants = read.tenants().get(far.vpc());
        Stream<BalancerNetwork> sharing = tenants == null
                ? Stream.of(BalancerNetwork.unknown(
                        networks,
                        false,
                        SharedVpcs.cell(
                                ResourceKind.NETWORK_INTERFACE,
                                far.scope().region(),
                                far.scope().accountId())))
                : tenants.stream().map(tenant -> tenant(tenant, networks, false, read, doubt));
        return Stream.concat(Stream.of(BalancerNetwork.of(far.scope(), networks, false)), sharing);
    }

    /** The owner of the VPC, and others that have subnets of it: AWS tells the owner alone, whom {@link #nodes} tells all but what was not listed. */
    private Stream<BalancerNetwork> beside(Resource<NetworkInterface> eni, BalancersRead read) {
        CidrSet networks = networks(eni);
        Optional<String> hidden = SharedVpcs.of(estate).hides("the load balancers", vpc(eni));
        Stream<BalancerNetwork> others =
                hidden.isPresent() ? shared(eni, hidden.get(), networks, read) : doubts(unlisted(), networks);
        return Stream.concat(read.sharing().stream().map(scope -> BalancerNetwork.of(scope, networks, true)), others);
    }

    private Stream<BalancerNetwork> shared(
            Resource<NetworkInterface> eni, String doubt, CidrSet networks, BalancersRead read) {
        Stream<BalancerNetwork> owner = SharedVpcs.of(estate).foreignOwner(vpc(eni)).stream()
                .map(account -> BalancerNetwork.of(besides(account), networks, true));
        Set<Scope> tenants = read.tenants().get(vpc(eni));
        return Stream.concat(
                owner,
                tenants == null
                        ? doubts(Optional.of(doubt), networks)
                        : tenants.stream().map(tenant -> tenant(tenant, networks, true, read, doubt)));
    }

    /** The owner of the VPC alone is shown which accounts have load balancers in it: who is not told of one of these, learns no more than the doubt. */
    private static BalancerNetwork tenant(
            Scope tenant, CidrSet networks, boolean beside, BalancersRead read, String doubt) {
        return read.hidden().contains(tenant)
                ? new BalancerNetwork(tenant, new BalancerNetwork.Way(networks, Set.of(), beside), doubt)
                : BalancerNetwork.of(tenant, networks, beside);
    }

    private Optional<String> unlisted() {
        return Optional.of(ResourceKind.NETWORK_INTERFACE)
                .filter(kind -> !estate.knows(kind))
                .map(estate::missing);
    }

    private static Stream<BalancerNetwork> doubts(Optional<String> doubt, CidrSet networks) {
        return doubt.stream().map(why -> BalancerNetwork.unknown(networks, true, why));
    }

    /** Another account in the region. */
    private Scope besides(String account) {
        return Scope.of(account, estate.scope().region()).in(estate.scope().partition());
    }

    /** The networks of the interface's VPC; all addresses where the VPC was not listed, as where a participant is shown its subnets alone. */
    private CidrSet networks(Resource<NetworkInterface> eni) {
        return VpcNetworks.listed(estate, vpc(eni)).orElse(CidrSet.ANY);
    }

    /** The nodes that AWS shows to the owner of a VPC, of load balancers of those that it shares the VPC with. */
    private Stream<BalancerNetwork> nodes(Resource<NetworkInterface> eni) {
        return estate.stored(NetworkInterface.class).stream()
                .filter(entry -> BalancerNodes.balancer(entry.attributes()).isPresent()
                        && vpc(eni).equals(entry.attributes().vpcId())
                        && !estate.scope().accountId().equals(entry.attributes().ownerId()))
                .flatMap(this::entry);
    }

    private Stream<BalancerNetwork> entry(Resource<NetworkInterface> entry) {
        CidrSet addresses = CidrSet.of(HostPair.addresses(entry).toList());
        String owner = entry.attributes().ownerId();
        Stream<BalancerNetwork> places = owner != null
                ? Stream.of(BalancerNetwork.of(besides(owner), addresses, true))
                : Stream.of(BalancerNetwork.unknown(addresses, true, "the owner of " + entry.resourceId()))
                        .filter(place -> !isOfOwn(entry.attributes()));
        return places.map(place -> place.carrying(Set.copyOf(entry.attributes().securityGroupIds())));
    }

    private boolean isOfOwn(NetworkInterface entry) {
        return LoadBalancers.of(estate).all().stream()
                .anyMatch(balancer -> BalancerNodes.description(balancer.arn()).equals(entry.description()));
    }

    /** The connections and gateways behind which one may stand that is not looked at in a scan, in words. */
    public static Set<String> notes(Estate estate, Resource<NetworkInterface> eni) {
        BalancerNetworks places = new BalancerNetworks(estate, new Endpoint.Host(List.of(eni)));
        RouteTables tables = RouteTables.of(estate);
        return tables.serving(subnet(eni), vpc(eni))
                .table()
                .map(tables::routing)
                .map(routing -> places.targets(routing)
                        .map(target -> "load balancers in other accounts and regions, which " + target
                                + " may lead from, are not looked at")
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    private static String subnet(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().subnetId());
    }

    private static String vpc(Resource<NetworkInterface> eni) {
        return String.valueOf(eni.attributes().vpcId());
    }
}
