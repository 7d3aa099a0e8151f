package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClientVpnAuthentication;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The way from the devices of a Client VPN to an interface of its VPC: the endpoint's authorization rules and routes, then from its
 * interface in the route's subnet, whose address takes the place of the device's.
 *
 * @see <a href="https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/how-it-works.html">How AWS Client VPN works</a>
 */
record ClientVpnPath(Estate estate, Resource<ClientVpnEndpoint> endpoint, Resource<NetworkInterface> eni) {

    private static final String ACTIVE = "active";
    private static final String ASSOCIATED = "associated";

    /** Whether it has an interface in the VPC of the target. */
    boolean isOfVpc() {
        String vpc = String.valueOf(eni.attributes().vpcId());
        return vpc.equals(endpoint.attributes().vpcId())
                || networks().stream().anyMatch(network -> vpc.equals(network.vpcId()));
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
                .orElseGet(() -> Outcome.unknown("the addresses of " + eni.resourceId()));
    }

    private List<Cidr> addresses() {
        return eni.attributes().privateIps().stream()
                .flatMap(text -> Cidr.tryParse(text).stream())
                .toList();
    }

    private Outcome ask(Cidr address, ServiceRange services) {
        Optional<ClientVpnRoute> route = route(address);
        if (route.isEmpty() || !isNetwork(route.get().target())) {
            return Outcome.blocked(hop("no route of it leads to the address"));
        }
        Optional<ClientVpnAuthorizationRule> rule = endpoint.attributes().authorizationRules().stream()
                .filter(one -> ACTIVE.equals(one.state()) && covers(one.destination(), address))
                .findFirst();
        if (rule.isEmpty()) {
            return Outcome.blocked(hop("no authorization rule lets devices reach the address"));
        }
        String who = Boolean.TRUE.equals(rule.get().accessAll())
                ? "all devices"
                : "group " + rule.get().groupId();
        List<Gate> gates = new ArrayList<>();
        gates.add(Gate.open(
                endpoint.resourceId(),
                ResourceKind.CLIENT_VPN_ENDPOINT,
                "authorization of " + who + " for " + rule.get().destination() + ", route "
                        + route.get().destination() + " to " + route.get().target()));
        gates.addAll(inside(String.valueOf(route.get().target()), address));
        return new Passage(List.copyOf(gates)).ask(Traffic.of(services, CidrSet.ANY.only(IpFamily.IPV4)));
    }

    private Hop hop(String why) {
        return new Hop(endpoint.resourceId(), ResourceKind.CLIENT_VPN_ENDPOINT, why);
    }

    private boolean isNetwork(String subnet) {
        return networks().stream()
                .anyMatch(network -> ASSOCIATED.equals(network.state()) && Objects.equals(subnet, network.subnetId()));
    }

    /** The one with the longest prefix. */
    private Optional<ClientVpnRoute> route(Cidr address) {
        return endpoint.attributes().routes().stream()
                .filter(route -> ACTIVE.equals(route.state()) && covers(route.destination(), address))
                .max(Comparator.comparingInt(route ->
                        Cidr.tryParse(route.destination()).orElseThrow().prefixLength()));
    }

    private static boolean covers(String range, Cidr address) {
        return Cidr.tryParse(range)
                .filter(one -> CidrSet.of(one).covers(CidrSet.of(address)))
                .isPresent();
    }

    /** From an address of the subnet, of which it is not known which one it is. */
    private List<Gate> inside(String subnet, Cidr address) {
        CidrSet own = Subnets.of(estate).addresses(subnet).only(IpFamily.IPV4);
        String doubt = "the address of " + endpoint.resourceId() + " in " + subnet;
        NetworkAcls acls = NetworkAcls.of(estate);
        List<Gate> gates = new ArrayList<>();
        String target = String.valueOf(eni.attributes().subnetId());
        if (!subnet.equals(target)) {
            gates.add(acls.out(subnet).readdressed(address, CidrSet.ANY));
            gates.add(byAny(acls.in(target), own, doubt));
            gates.add(byAny(acls.answersOut(target), own, doubt));
            gates.add(acls.answersIn(subnet).readdressed(address, CidrSet.ANY));
        }
        gates.add(byAny(
                GroupSets.of(estate).in(Set.copyOf(eni.attributes().securityGroupIds()), groups(subnet)), own, doubt));
        return gates;
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
