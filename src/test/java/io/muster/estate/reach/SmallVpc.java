package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Vpc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A VPC of both families with a public subnet and a private one behind a NAT gateway, a host in each, and SSH open to all; a test replaces
 * a part of the network, or adds one.
 */
final class SmallVpc {

    static final String ZONE = "eu-central-1a";
    static final String OTHER_ZONE = "eu-central-1b";

    private SmallVpc() {}

    static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("vpc", vpc("vpc-1", "10.0.0.0/16", "2600:1f00::/56"));
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("public", subnet("subnet-1", "vpc-1", "10.0.1.0/24", "2600:1f00:0:1::/64", ZONE));
        parts.put("private", subnet("subnet-2", "vpc-1", "10.0.2.0/24", "2600:1f00:0:2::/64", ZONE));
        parts.put("publicTable", publicTable(route("0.0.0.0/0", "igw-1"), route("::/0", "igw-1")));
        parts.put("privateTable", mainTable("rtb-2", "vpc-1", with(route("0.0.0.0/0", "nat-1"))));
        parts.put("publicAcl", openAcl("acl-1", "subnet-1"));
        parts.put("privateAcl", openAcl("acl-2", "subnet-2"));
        parts.put("nat", nat("available"));
        parts.put(
                "group",
                group("sg-1")
                        .in("tcp", 22, 22, "0.0.0.0/0")
                        .in("tcp", 22, 22, "::/0")
                        .out("-1", null, null, "0.0.0.0/0")
                        .out("-1", null, null, "::/0"));
        parts.put(
                "a",
                eni("eni-a")
                        .of("i-a")
                        .in("subnet-1")
                        .privateIps("10.0.1.10")
                        .publicIps("52.0.0.1")
                        .groups("sg-1"));
        parts.put(
                "b",
                eni("eni-b").of("i-b").in("subnet-2").privateIps("10.0.2.10").groups("sg-1"));
        parts.put("instanceA", instance("i-a").privateIp("10.0.1.10"));
        parts.put("instanceB", instance("i-b").privateIp("10.0.2.10"));
        return Network.changed(parts, changes);
    }

    static Estates.Made<Vpc> vpc(String id, String cidr, String... ipv6) {
        return Made.of(
                id,
                Parts.of(
                        Vpc.class,
                        "cidrBlocks",
                        List.of(cidr),
                        "ipv6CidrBlocks",
                        List.of(ipv6),
                        "ownerId",
                        Estates.ACCOUNT));
    }

    static Estates.Made<Subnet> subnet(String id, String vpc, String cidr, String ipv6, String zone) {
        return Made.of(
                id,
                Parts.of(
                        Subnet.class,
                        "vpcId",
                        vpc,
                        "cidrBlock",
                        cidr,
                        "ipv6CidrBlocks",
                        Stream.ofNullable(ipv6).toList(),
                        "availabilityZone",
                        zone,
                        "internetGatewayBlockMode",
                        "off",
                        "ownerId",
                        Estates.ACCOUNT));
    }

    /** The private subnet in a zone. */
    static Estates.Made<Subnet> privateIn(String zone) {
        return subnet("subnet-2", "vpc-1", "10.0.2.0/24", "2600:1f00:0:2::/64", zone);
    }

    static Estates.Made<RouteTable> publicTable(Route... routes) {
        return table("rtb-1", "vpc-1", false, List.of("subnet-1"), with(routes));
    }

    /** The routes behind those of the VPC itself. */
    private static Route[] with(Route... routes) {
        return Stream.concat(
                        Stream.of(route("10.0.0.0/16", "local"), route("2600:1f00::/56", "local")), Stream.of(routes))
                .toArray(Route[]::new);
    }

    static Estates.Made<NatGateway> nat(String state) {
        return natGateway(
                "state",
                state,
                "subnetId",
                "subnet-1",
                "addresses",
                List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.0.1.5", "publicIp", "52.0.0.5")));
    }

    /** A load balancer in the public subnet that takes HTTPS for the target group {@code tg}, with the group {@code sg-lb}. */
    static Estates.Made<LoadBalancer> publicBalancer(int port) {
        return balancer(
                "app/x/1",
                "application",
                "internet-facing",
                List.of("subnet-1"),
                List.of("sg-lb"),
                listener(port, "HTTPS", "tg"));
    }

    static Endpoint range(String cidr) {
        return new Endpoint.Range(CidrSet.parse(cidr));
    }

    /** From an endpoint that is no host to the interface. */
    static Outcome into(Map<String, Estates.Made<?>> parts, Endpoint from, String eni, ServiceRange services) {
        Estate estate = Hosts.estate(parts);
        return Questions.of(estate).ask(from, ReachCase.host(estate, eni), services);
    }

    /** From the interface to an endpoint that is no host. */
    static Outcome out(Map<String, Estates.Made<?>> parts, String eni, Endpoint to, ServiceRange services) {
        Estate estate = Hosts.estate(parts);
        return Questions.of(estate).ask(ReachCase.host(estate, eni), to, services);
    }

    static Outcome between(Map<String, Estates.Made<?>> parts, String from, String to) {
        Estate estate = Hosts.estate(parts);
        return Questions.of(estate).ask(ReachCase.host(estate, from), ReachCase.host(estate, to), ReachCase.SSH);
    }
}
