package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A host in vpc-1, and one in vpc-2 of another account or region, with open groups and ACLs, peered by pcx-1 or attached to the transit gateway tgw-1
 * of the first account. A test replaces a part, or adds one: those that begin with "far" are of the second region.
 */
public final class FarHosts {

    static final Scope HERE = Estates.REGION;
    static final Scope OTHER_ACCOUNT = Scope.of(Estates.OTHER_ACCOUNT, HERE.region());
    static final Scope OTHER_REGION = Scope.of(HERE.accountId(), "eu-west-1");

    private final Scope place;
    private final Map<String, Estates.Made<?>> parts;
    private final boolean isTold;
    private final ResourceKind[] failed;
    private Map<String, Set<Scope>> tenants = Map.of("vpc-1", Set.of());
    private Set<Scope> hidden = Set.of();

    private FarHosts(Scope place, Map<String, Estates.Made<?>> parts, boolean isTold, ResourceKind... failed) {
        this.place = place;
        this.parts = parts;
        this.isTold = isTold;
        this.failed = failed;
    }

    static FarHosts peered(Scope place, Object... changes) {
        return new FarHosts(place, Network.changed(parts(place, "pcx-1"), changes), true);
    }

    static FarHosts attached(Scope place, Object... changes) {
        return new FarHosts(place, Network.changed(parts(place, "tgw-1"), changes), true);
    }

    /** Peered, where the second VPC belongs to a third account, which shares it. */
    static FarHosts shared(Scope owner, Estates.Made<?> group) {
        return peered(
                OTHER_ACCOUNT,
                "far table",
                mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local")),
                "far vpc",
                Made.of("vpc-2", new Vpc(List.of("10.2.0.0/16"), List.of(), false, owner.accountId(), null, null)),
                "far group",
                group);
    }

    /** Each of the two regions is asked about as one to which nothing is told of the other. */
    FarHosts untold() {
        return new FarHosts(place, parts, false, failed);
    }

    /** The second region's listings of the kinds failed. */
    FarHosts without(ResourceKind... kinds) {
        return new FarHosts(place, parts, isTold, kinds);
    }

    /**
     * The parts of both regions by their names.
     *
     * @param way pcx-1 or tgw-1
     */
    public static Map<String, Estates.Made<?>> parts(Scope far, String way) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        addNetwork(parts, "", HERE, 1, route("10.2.0.0/16", way));
        addNetwork(parts, "far ", far, 2, route("10.1.0.0/16", way));
        if (way.startsWith(HostPair.PEERING)) {
            var peering = PeeringParts.connection(
                    way,
                    "active",
                    PeeringParts.side("vpc-1", HERE.accountId(), HERE.region(), "10.1.0.0/16"),
                    PeeringParts.side("vpc-2", far.accountId(), far.region(), "10.2.0.0/16"));
            parts.put("peering", peering);
            parts.put("far peering", peering);
        } else {
            parts.put("attachment", attachedBy("vpc-1", HERE.accountId()));
            parts.put("other attachment", attachedBy("vpc-2", far.accountId()));
            parts.put("far attachment", attachedBy("vpc-2", far.accountId()));
            parts.put("routes", routes("tgw-rtb-1", "propagated", to("10.1.0.0/16", 1), to("10.2.0.0/16", 2)));
        }
        return parts;
    }

    private static String[] to(String range, int vpc) {
        return new String[] {range, "vpc-" + vpc};
    }

    private static Estates.Made<?> attachedBy(String vpc, String account) {
        return attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                HERE.accountId(),
                "attachedOwnerId",
                account);
    }

    private static void addNetwork(Map<String, Estates.Made<?>> parts, String side, Scope place, int number, Route on) {
        String range = "10." + number + ".0.0/16";
        String subnet = "subnet-" + number;
        String other = "10." + (3 - number) + ".0.0/16";
        parts.put(
                side + "vpc",
                Made.of("vpc-" + number, new Vpc(List.of(range), List.of(), false, place.accountId(), null, null)));
        parts.put(
                side + "subnet",
                FarEstates.subnet(subnet, "vpc-" + number, "10." + number + ".1.0/24", place.accountId()));
        parts.put(side + "table", mainTable("rtb-" + number, "vpc-" + number, route(range, "local"), on));
        parts.put(side + "acl", openAcl("acl-" + number, subnet));
        parts.put(side + "group", group("sg-" + number).in("tcp", 22, 22, other).out("-1", null, null, "0.0.0.0/0"));
        parts.put(
                side + "host",
                eni("eni-" + number)
                        .of("i-" + number)
                        .inVpc("vpc-" + number)
                        .in(subnet)
                        .privateIps("10." + number + ".1.100")
                        .groups("sg-" + number));
    }

    /** From the first host to the second. */
    Outcome there() {
        return there(Hosts.SSH);
    }

    Outcome there(ServiceRange services) {
        return ask(here(), "eni-1", far(), "eni-2", services);
    }

    /** From the second to the first. */
    Outcome back() {
        return back(Hosts.SSH);
    }

    Outcome back(ServiceRange services) {
        return ask(far(), "eni-2", here(), "eni-1", services);
    }

    /** To the second host through load balancers of the first region. */
    Outcome through(Endpoint from, Set<Scope> hidden) {
        Estate there = far();
        Estate here = here();
        return Outcome.best(new WaysByBalancersElsewhere(there, here, hidden.contains(here.scope()))
                        .ask(from, host(there, "eni-2"), Hosts.SSH))
                .orElseGet(Questions::nothing);
    }

    /** To the second host from the internet, as far as load balancers of other regions and accounts than these were not read. */
    Outcome unread(ServiceRange services, Set<Scope> sharing, Set<Scope> read) {
        return unread(new Endpoint.Everyone(), far(), services, sharing, read);
    }

    /** The accounts that have load balancers in VPCs, as the owners of these are shown. */
    FarHosts tenants(Map<String, Set<Scope>> told) {
        tenants = told;
        return this;
    }

    /** The caller may be told nothing of these. */
    FarHosts hiding(Scope... scopes) {
        hidden = Set.of(scopes);
        return this;
    }

    /** The same from the first host. */
    Outcome unreadBetween(Set<Scope> read) {
        Estate here = here();
        return unread(host(here, "eni-1"), here, Hosts.SSH, Set.of(), read);
    }

    /** The same from another host beside the second. */
    Outcome unreadBeside(String source) {
        Estate there = far();
        return unread(host(there, source), there, Hosts.SSH, Set.of(), Set.of());
    }

    /** From a host beside the second to it by load balancers of regions that were not read. */
    Optional<Outcome> unreadRegions(String source, ServiceRange services, Set<Scope> regions) {
        Estate there = far();
        return WaysByBalancersElsewhere.unread(there, host(there, source), services, regions);
    }

    private Outcome unread(Endpoint from, Estate here, ServiceRange services, Set<Scope> sharing, Set<Scope> read) {
        Estate there = far();
        return Outcome.best(new BalancerNetworks(there, host(there, "eni-2"))
                        .unread(from, here, services, new BalancersRead(sharing, read, tenants, hidden)))
                .orElseGet(Questions::nothing);
    }

    /** From the first host to the second, where both are of one region. */
    Outcome inOneRegion() {
        Estate estate = Estates.estate().with(of(false)).with(of(true)).at(HERE).build();
        return Questions.of(estate).ask(host(estate, "eni-1"), host(estate, "eni-2"), Hosts.SSH);
    }

    private static Outcome ask(Estate here, String from, Estate there, String to, ServiceRange services) {
        return new FarQuestions(here, there).ask(host(here, from), host(there, to), services);
    }

    private static Endpoint.Host host(Estate estate, String id) {
        List<Resource<NetworkInterface>> found =
                estate.stored(NetworkInterface.class, id).stream().toList();
        return new Endpoint.Host(found);
    }

    private Estate here() {
        return estate(HERE, of(false), place, of(true));
    }

    private Estate far() {
        return estate(place, of(true), HERE, of(false), failed);
    }

    private Estate estate(
            Scope asked, Estates.Made<?>[] own, Scope other, Estates.Made<?>[] told, ResourceKind... unread) {
        Estates estates = Estates.estate().with(own).at(asked).without(unread);
        return (isTold ? estates.toldBy(other, Set.of(ResourceKind.INSTANCE), told) : estates).build();
    }

    private Estates.Made<?>[] of(boolean far) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().startsWith("far ") == far && part.getValue() != null)
                .map(Map.Entry::getValue)
                .toArray(Estates.Made[]::new);
    }
}
