package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which network interfaces have a default route that leads out to the internet. */
public final class OutboundPaths {

    private static final String ACTIVE = "active";
    private static final String CORE_NETWORK = "arn:";

    /** More than one only while an association is being replaced. */
    private final Map<String, List<RouteTable>> bySubnet = new HashMap<>();

    private final Map<String, List<RouteTable>> mainByVpc = new HashMap<>();

    private OutboundPaths(Estate estate) {
        for (Resource<RouteTable> resource : estate.all(RouteTable.class)) {
            RouteTable table = resource.attributes();
            table.subnetIds().forEach(subnet -> add(bySubnet, subnet, table));
            if (table.main() && table.vpcId() != null) {
                add(mainByVpc, table.vpcId(), table);
            }
        }
    }

    private static void add(Map<String, List<RouteTable>> tables, String id, RouteTable table) {
        tables.computeIfAbsent(id, k -> new ArrayList<>()).add(table);
    }

    public static OutboundPaths of(Estate estate) {
        return estate.view(OutboundPaths.class, OutboundPaths::new);
    }

    /** Whether the table of the interface's subnet, or else the main one of its VPC, has a default route out for it. */
    public boolean leadsOut(NetworkInterface from) {
        return tablesOf(from).stream().anyMatch(table -> Internet.isEverything(destinationsOut(table, from)));
    }

    private List<RouteTable> tablesOf(NetworkInterface from) {
        List<RouteTable> own = bySubnet.getOrDefault(from.subnetId(), List.of());
        return own.isEmpty() ? mainByVpc.getOrDefault(from.vpcId(), List.of()) : own;
    }

    /** A union, as two routes of half the addresses each are a default route together. */
    private static CidrSet destinationsOut(RouteTable table, NetworkInterface from) {
        return CidrSet.of(table.routes().stream()
                .filter(route -> route.state() == null || ACTIVE.equals(route.state()))
                .flatMap(route -> Cidr.tryParse(route.destination()).stream()
                        .filter(destination -> leadsOut(route, destination.family(), from)))
                .toList());
    }

    private static boolean leadsOut(Route route, IpFamily family, NetworkInterface from) {
        if (Routing.leadsTo(route, CORE_NETWORK)) {
            return true;
        }
        return targetKind(route)
                .filter(kind -> switch (kind) {
                    case INTERNET_GATEWAY -> hasPublicAddress(from, family);
                    case NAT_GATEWAY -> family == IpFamily.IPV4;
                    case EGRESS_ONLY_INTERNET_GATEWAY -> family == IpFamily.IPV6;
                    // a NAT instance or appliance, or a network whose own way out is not looked at
                    case INSTANCE, NETWORK_INTERFACE, VPC_ENDPOINT, TRANSIT_GATEWAY, VPN_GATEWAY, CARRIER_GATEWAY ->
                        true;
                    default -> false;
                })
                .isPresent();
    }

    private static Optional<ResourceKind> targetKind(Route route) {
        return Optional.ofNullable(route.targetKind())
                .or(() -> Optional.ofNullable(route.target()).flatMap(ResourceKind::ofId));
    }

    private static boolean hasPublicAddress(NetworkInterface from, IpFamily family) {
        return family == IpFamily.IPV4
                ? !from.publicIps().isEmpty()
                : !PublicAddresses.ipv6(from).isEmpty();
    }
}
