package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayRouteTable;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcPeeringConnection;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ranges of which an estate speaks: those of rules, entries, routes and networks, and the addresses of what routes lead to. Addresses that the same of
 * them hold are judged alike.
 */
record SpokenRanges(Estate estate) {

    /** Of the kinds that the estates were loaded with. */
    static Set<Cidr> of(Stream<Estate> estates) {
        return estates.map(SpokenRanges::new).flatMap(SpokenRanges::all).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Cidr> all() {
        return Stream.of(filters(), routes(), networks(), translated())
                .flatMap(texts -> texts)
                .flatMap(text -> Cidr.tryParse(text).stream());
    }

    private Stream<String> filters() {
        return Stream.of(
                        each(SecurityGroup.class, ResourceKind.SECURITY_GROUP)
                                .flatMap(group -> Stream.concat(group.ingress().stream(), group.egress().stream()))
                                .map(rule -> rule.cidr()),
                        each(PrefixList.class, ResourceKind.PREFIX_LIST)
                                .flatMap(list -> items(list.entries()))
                                .map(entry -> entry.cidr()),
                        each(NetworkAcl.class, ResourceKind.NETWORK_ACL)
                                .flatMap(acl -> acl.entries().stream())
                                .map(entry -> entry.cidr()))
                .flatMap(texts -> texts);
    }

    private Stream<String> routes() {
        return Stream.concat(
                each(RouteTable.class, ResourceKind.ROUTE_TABLE)
                        .flatMap(table -> table.routes().stream())
                        .flatMap(route -> Stream.concat(Stream.ofNullable(route.destination()), appliance(route))),
                each(TransitGatewayRouteTable.class, ResourceKind.TRANSIT_GATEWAY_ROUTE_TABLE)
                        .flatMap(table -> items(table.routes()))
                        .map(route -> route.destination()));
    }

    /** An interface takes what is for an address of its own, even where it drops all else. */
    private Stream<String> appliance(Route route) {
        return Routing.leadsTo(route, "eni-") && estate.holds(ResourceKind.NETWORK_INTERFACE)
                ? estate.stored(NetworkInterface.class, String.valueOf(route.target())).stream()
                        .flatMap(HostPair::ranges)
                        .map(Cidr::text)
                : Stream.empty();
    }

    private Stream<String> networks() {
        return Stream.of(
                        each(Vpc.class, ResourceKind.VPC).flatMap(VpcNetworks::ranges),
                        each(Subnet.class, ResourceKind.SUBNET)
                                .flatMap(subnet -> Stream.concat(
                                        Stream.ofNullable(subnet.cidrBlock()), subnet.ipv6CidrBlocks().stream())),
                        each(VpcPeeringConnection.class, ResourceKind.VPC_PEERING_CONNECTION)
                                .flatMap(PeeredVpcs::sides)
                                .flatMap(SpokenRanges::ranges))
                .flatMap(texts -> texts);
    }

    private static Stream<String> ranges(PeeringSide side) {
        return Stream.concat(side.cidrBlocks().stream(), side.ipv6CidrBlocks().stream());
    }

    private Stream<String> translated() {
        return each(NatGateway.class, ResourceKind.NAT_GATEWAY)
                .flatMap(gateway -> gateway.addresses().stream())
                .map(NatGatewayAddress::privateIp);
    }

    private <T extends Record> Stream<T> each(Class<T> type, ResourceKind kind) {
        return estate.holds(kind) ? estate.stored(type).stream().map(Resource::attributes) : Stream.empty();
    }

    private static <T> Stream<T> items(@Nullable Collection<T> listed) {
        return Stream.ofNullable(listed).flatMap(Collection::stream);
    }
}
