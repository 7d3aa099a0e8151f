package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClientVpnAuthentication;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way from the devices of a Client VPN to an interface of its VPC: the endpoint's authorization rules and routes, then from its
 * interface in the route's subnet, whose address takes the place of the device's.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/how-it-works.html">How AWS Client VPN works</a>
 */
record ClientVpnPath(Estate estate, Resource<ClientVpnEndpoint> endpoint, Resource<NetworkInterface> eni) {

    private static final String ACTIVE = "active";
    private static final String ASSOCIATED = "associated";

    private static final String IPV6 = "ipv6";
    private static final String DUAL_STACK = "dual-stack";

    /** Of the traffic; null for IPv4. */
    private static final Set<String> TYPES = new HashSet<>(Arrays.asList(null, "ipv4", IPV6, DUAL_STACK));

    /** Of authorization rules and routes. */
    private static final Set<String> STATES =
            Set.of(ACTIVE, "authorizing", "revoking", "creating", "deleting", "failed");

    private static final Set<String> NETWORK_STATES =
            Set.of(ASSOCIATED, "associating", "association-failed", "disassociating", "disassociated");

    /** Whether it has an interface in the VPC of the target. */
    boolean isOfVpc() {
        String vpc = String.valueOf(eni.attributes().vpcId());
        return eni.attributes().vpcId() == null
                || vpc.equals(endpoint.attributes().vpcId())
                || networks().stream().anyMatch(network -> network.vpcId() == null || vpc.equals(network.vpcId()));
    }

    /**
     * Whether it has a route to an address in another VPC by a subnet whose table leads on there.
     *
     * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-routes.html">AWS Client VPN routes</a>
     */
    boolean leadsOn() {
        return eni.attributes().vpcId() != null
                && endpoint.attributes().routes() != null
                && addresses().stream()
                        .anyMatch(address -> routes(address).stream()
                                .map(ClientVpnRoute::target)
                                .anyMatch(subnet -> isNetwork(subnet)
                                        && new RoutesBeyond(estate).lead(subnet, vpcOf(subnet), address)));
    }

    private @Nullable String vpcOf(String subnet) {
        return Subnets.of(estate)
                .find(subnet)
                .map(found -> found.attributes().vpcId())
                .orElse(endpoint.attributes().vpcId());
    }

    private List<ClientVpnTargetNetwork> networks() {
        return Objects.requireNonNullElse(endpoint.attributes().targetNetworks(), List.of());
    }

    String guard() {
        return "Client VPN, "
                + endpoint.attributes().authentications().stream()
                        .map(ClientVpnAuthentication::type)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" and "));
    }

    Outcome ask(ServiceRange services) {
        ClientVpnEndpoint attributes = endpoint.attributes();
        if (attributes.authorizationRules() == null
                || attributes.routes() == null
                || attributes.targetNetworks() == null) {
            return Outcome.unknown("the authorization rules, routes and networks of " + endpoint.resourceId());
        }
        return Outcome.best(addresses().stream()
                        .map(address -> ask(address, services))
                        .toList())
                .orElseGet(this::withoutAddress);
    }

    /** The addresses of the families that the endpoint's tunnels carry. */
    private List<Cidr> addresses() {
        return HostPair.addresses(eni)
                .filter(address -> carries(address.family()))
                .toList();
    }

    /** Whether the endpoint carries the family; an endpoint without a type, or of an unknown type, carries IPv4. */
    private boolean carries(IpFamily family) {
        String type = String.valueOf(endpoint.attributes().trafficIpAddressType());
        return family == IpFamily.IPV4 ? !type.equals(IPV6) : type.equals(IPV6) || type.equals(DUAL_STACK);
    }

    private Outcome withoutAddress() {
        return HostPair.addresses(eni).findAny().isEmpty()
                ? Outcome.unknown("the addresses of " + eni.resourceId())
                : Outcome.blocked(hop("it carries no traffic of the address's family"));
    }

    private Outcome ask(Cidr address, ServiceRange services) {
        if (isUnclear(address)) {
            return Outcome.unknown("an authorization rule, route or network of " + endpoint.resourceId());
        }
        List<ClientVpnRoute> routes = routes(address).stream()
                .filter(route -> isNetwork(route.target()))
                .toList();
        if (routes.isEmpty()) {
            return Outcome.blocked(hop("no route of it leads to the address"));
        }
        Optional<ClientVpnAuthorizationRule> rule = endpoint.attributes().authorizationRules().stream()
                .filter(one -> ACTIVE.equals(one.state()) && covers(one.destination(), address))
                .max(Comparator.comparingInt(one -> prefixLength(one.destination())));
        if (rule.isEmpty()) {
            return Outcome.blocked(hop("no authorization rule lets devices reach the address"));
        }
        if (address.family() == IpFamily.IPV6) {
            return Outcome.unknown("as whom " + endpoint.resourceId() + " shows devices over IPv6");
        }
        return Outcome.best(routes.stream()
                        .map(route -> passage(rule.get(), route, address)
                                .ask(Traffic.of(services, CidrSet.ANY.only(IpFamily.IPV4))))
                        .toList())
                .orElseThrow();
    }

    /** Whether something that may decide about the address is not told, or of a new sort. */
    private boolean isUnclear(Cidr address) {
        ClientVpnEndpoint attributes = endpoint.attributes();
        return eni.attributes().vpcId() == null
                || !TYPES.contains(attributes.trafficIpAddressType())
                || attributes.authorizationRules().stream()
                        .anyMatch(rule -> mayDecide(rule.destination(), rule.state(), address))
                || attributes.routes().stream()
                        .anyMatch(route -> mayDecide(route.destination(), route.state(), address)
                                || (!isSubnet(route.target()) && covers(route.destination(), address)))
                || networks().stream()
                        .anyMatch(network -> network.subnetId() == null
                                || !NETWORK_STATES.contains(String.valueOf(network.state())));
    }

    /** Or the devices themselves. */
    private static boolean isSubnet(@Nullable String target) {
        return target != null && (target.startsWith("subnet-") || target.equals(Routing.LOCAL));
    }

    private static boolean mayDecide(@Nullable String range, @Nullable String state, Cidr address) {
        return Cidr.tryParse(range).isEmpty() || (covers(range, address) && !STATES.contains(String.valueOf(state)));
    }

    private Passage passage(ClientVpnAuthorizationRule rule, ClientVpnRoute route, Cidr address) {
        String who = Boolean.TRUE.equals(rule.accessAll()) ? "all devices" : "group " + rule.groupId();
        List<Gate> gates = new ArrayList<>();
        gates.add(Gate.open(
                endpoint.resourceId(),
                ResourceKind.CLIENT_VPN_ENDPOINT,
                "authorization of " + who + " for " + rule.destination() + ", route " + route.destination() + " to "
                        + route.target()));
        gates.addAll(
                isOfVpc()
                        ? inside(String.valueOf(route.target()), address)
                        : beyond(String.valueOf(route.target()), address));
        return new Passage(List.copyOf(gates));
    }

    private Hop hop(String why) {
        return new Hop(endpoint.resourceId(), ResourceKind.CLIENT_VPN_ENDPOINT, why);
    }

    private boolean isNetwork(String subnet) {
        return networks().stream()
                .anyMatch(network -> ASSOCIATED.equals(network.state()) && Objects.equals(subnet, network.subnetId()));
    }

    /** The routes to the address with the longest prefix: one for each subnet that the endpoint's devices may enter by. */
    private List<ClientVpnRoute> routes(Cidr address) {
        List<ClientVpnRoute> covering = endpoint.attributes().routes().stream()
                .filter(route -> ACTIVE.equals(route.state()) && covers(route.destination(), address))
                .toList();
        int longest = covering.stream()
                .mapToInt(route -> prefixLength(route.destination()))
                .max()
                .orElse(0);
        return covering.stream()
                .filter(route -> prefixLength(route.destination()) == longest)
                .toList();
    }

    private static int prefixLength(String range) {
        return Cidr.tryParse(range).orElseThrow().prefixLength();
    }

    private static boolean covers(String range, Cidr address) {
        return Cidr.tryParse(range)
                .filter(one -> CidrSet.of(one).covers(CidrSet.of(address)))
                .isPresent();
    }

    private List<Gate> beyond(String subnet, Cidr address) {
        return new UnlistedInterface(estate, endpoint, subnet, List.copyOf(groups(subnet)), null)
                .to(eni, address)
                .findFirst()
                .map(Passage::gates)
                .orElseGet(() -> List.of(Gate.unknown(subnet, ResourceKind.SUBNET, "the addresses of " + subnet)));
    }

    /** From an address of the subnet, of which it is not known which one it is. */
    private List<Gate> inside(String subnet, Cidr address) {
        CidrSet own = Subnets.of(estate).addresses(subnet).only(IpFamily.IPV4);
        String doubt = "the address of " + endpoint.resourceId() + " in " + subnet;
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        String target = String.valueOf(eni.attributes().subnetId());
        Set<String> targetGroups = Set.copyOf(eni.attributes().securityGroupIds());
        gates.add(out(subnet, targetGroups).readdressed(address, CidrSet.ANY));
        if (!subnet.equals(target)) {
            gates.addAll(appliances(subnet, CidrSet.of(address), target, own));
            gates.add(acls.out(subnet).readdressed(address, CidrSet.ANY));
            gates.add(byAny(acls.in(target), own, doubt));
            gates.add(byAny(acls.answersOut(target), own, doubt));
            gates.add(acls.answersIn(subnet).readdressed(address, CidrSet.ANY));
        }
        Reach.of(estate).entry(eni, groups(subnet)).forEach(gate -> gates.add(byAny(gate, own, doubt)));
        return gates;
    }

    private List<Gate> appliances(String subnet, CidrSet address, String target, CidrSet own) {
        Appliances appliances = new Appliances(estate);
        String vpc = String.valueOf(eni.attributes().vpcId());
        return Stream.concat(
                        appliances.between(subnet, vpc, address, endpoint.resourceId()).stream(),
                        appliances.between(target, vpc, own, endpoint.resourceId()).map(Gate::answering).stream())
                .toList();
    }

    /** The outbound rules of the endpoint's groups, which AWS gives every endpoint of a VPC. */
    private Gate out(String subnet, Set<String> targetGroups) {
        Set<String> own = groups(subnet);
        return own.isEmpty()
                ? Gate.unknown(
                        endpoint.resourceId(),
                        ResourceKind.CLIENT_VPN_ENDPOINT,
                        "the security groups of " + endpoint.resourceId())
                : GroupSets.of(estate).out(own, targetGroups);
    }

    private Set<String> groups(String subnet) {
        Set<String> groups = new HashSet<>(endpoint.attributes().securityGroupIds());
        networks().stream()
                .filter(network -> subnet.equals(network.subnetId()))
                .forEach(network -> groups.addAll(network.securityGroupIds()));
        return groups;
    }

    private static Gate byAny(Gate gate, CidrSet own, String doubt) {
        Gate told = gate.admitting(gate.admits().forAnyOf(own.isEmpty() ? CidrSet.ANY : own, doubt));
        Optional<Cidr> one = own.first();
        return told.explained(
                packet -> gate.lets(one.map(packet::to).orElse(packet)).why());
    }
}
