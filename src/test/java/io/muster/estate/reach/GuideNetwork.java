package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.PeeringSide;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network in the words of AWS's guides: VPCs, subnets with a route table each, and in each subnet a host that has the subnet's name. Groups and network
 * ACLs let everything pass, until a test replaces them.
 */
final class GuideNetwork {

    static final String ANY = "0.0.0.0/0";

    private final Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
    private final Map<String, List<String>> ranges = new LinkedHashMap<>();
    private final Map<String, String> vpcs = new LinkedHashMap<>();
    private String zone = SmallVpc.ZONE;

    GuideNetwork() {
        parts.put(
                "group",
                group("sg-open")
                        .in("-1", null, null, ANY)
                        .in("-1", null, null, "::/0")
                        .out("-1", null, null, ANY)
                        .out("-1", null, null, "::/0"));
    }

    GuideNetwork vpc(String id, String... blocks) {
        ranges.put(id, List.of(blocks));
        return with(Made.of(
                id,
                Parts.of(
                        Vpc.class,
                        "cidrBlocks",
                        blocks(List.of(blocks), false),
                        "ipv6CidrBlocks",
                        blocks(List.of(blocks), true),
                        "ownerId",
                        Estates.ACCOUNT)));
    }

    /** The subnets that follow are in the zone. */
    GuideNetwork zone(String name) {
        zone = name;
        return this;
    }

    /**
     * A subnet with a host of its name, the tenth of each range.
     *
     * @param blocks its ranges, with a space between
     * @param routes those beside the routes of the VPC itself, as "destination target"; one for a range of the VPC replaces the VPC's own
     */
    GuideNetwork subnet(String name, String vpc, String blocks, String... routes) {
        List<String> own = List.of(blocks.split(" ", -1));
        vpcs.put(name, vpc);
        with(Made.of(
                "subnet-" + name,
                Parts.of(
                        Subnet.class,
                        "vpcId",
                        vpc,
                        "cidrBlock",
                        blocks(own, false).stream().findFirst().orElse(null),
                        "ipv6CidrBlocks",
                        blocks(own, true),
                        "availabilityZone",
                        zone,
                        "internetGatewayBlockMode",
                        "off",
                        "ownerId",
                        Estates.ACCOUNT)));
        with(openAcl("acl-" + name, "subnet-" + name));
        table(name, routes);
        return host(name, name, own.stream().map(GuideNetwork::tenth).toArray(String[]::new));
    }

    private static String tenth(String range) {
        String network = range.substring(0, range.indexOf('/'));
        return network.contains(":") ? network + "10" : network.substring(0, network.lastIndexOf('.')) + ".10";
    }

    /** In place of the routes of the subnet. */
    GuideNetwork table(String subnet, String... routes) {
        String vpc = vpcs.get(subnet);
        List<Route> more = Stream.of(routes)
                .map(text -> text.split(" ", -1))
                .map(one -> route(one[0], one[1]))
                .toList();
        Stream<Route> local = ranges.get(vpc).stream()
                .filter(range -> more.stream().noneMatch(one -> range.equals(one.destination())))
                .map(range -> route(range, "local"));
        return with(Network.table(
                "rtb-" + subnet,
                vpc,
                false,
                List.of("subnet-" + subnet),
                Stream.concat(local, more.stream()).toArray(Route[]::new)));
    }

    /** A further host in the subnet, or another one in place of the usual one. */
    GuideNetwork host(String name, String subnet, String... addresses) {
        return with(made(name, subnet, addresses).groups("sg-open"));
    }

    MadeInterface made(String name, String subnet, String... addresses) {
        return eni("eni-" + name)
                .of("i-" + name)
                .inVpc(vpcs.get(subnet))
                .in("subnet-" + subnet)
                .privateIps(blocks(List.of(addresses), false).toArray(String[]::new))
                .ipv6(blocks(List.of(addresses), true).toArray(String[]::new));
    }

    GuideNetwork peering(String id, String one, String other) {
        return with(PeeringParts.connection(id, "active", side(one), side(other)));
    }

    private PeeringSide side(String vpc) {
        return new PeeringSide(
                vpc,
                Estates.ACCOUNT,
                Estates.REGION.region(),
                blocks(ranges.get(vpc), false),
                blocks(ranges.get(vpc), true),
                null);
    }

    private static List<String> blocks(List<String> all, boolean six) {
        return all.stream().filter(one -> one.contains(":") == six).toList();
    }

    /** A NAT gateway in the subnet, with the fifth address of it. */
    GuideNetwork natGateway(String id, String connectivity, String subnet, String address, String publicIp) {
        return with(Made.of(
                id,
                Parts.of(
                        NatGateway.class,
                        "state",
                        "available",
                        "connectivityType",
                        connectivity,
                        "vpcId",
                        vpcs.get(subnet),
                        "subnetId",
                        "subnet-" + subnet,
                        "addresses",
                        List.of(Parts.of(NatGatewayAddress.class, "privateIp", address, "publicIp", publicIp)))));
    }

    /** Attaches the VPC to the transit gateway tgw-1, by its subnets. */
    GuideNetwork attach(String vpc, String table, String... subnets) {
        return with(TransitParts.attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                table,
                "attachedOwnerId",
                Estates.ACCOUNT,
                "vpcOptions",
                Parts.of(
                        TransitGatewayVpcOptions.class,
                        "subnetIds",
                        Stream.of(subnets).map(name -> "subnet-" + name).toList())));
    }

    /** The office behind a VPN connection of the transit gateway: an attachment tgw-attach-vpn. */
    GuideNetwork attachVpn(String table) {
        return with(TransitParts.attachment("tgw-attach-vpn", "vpn", "vpn-1", table), TransitParts.vpn("available"));
    }

    /** @param routes those of a table of the transit gateway, each as "destination target"; a blackhole without a target */
    GuideNetwork routed(String table, String... routes) {
        return with(TransitParts.routes(
                table,
                "static",
                Arrays.stream(routes).map(text -> text.split(" ", -1)).toArray(String[][]::new)));
    }

    /** A part that is there already, by its kind and id, is replaced. */
    GuideNetwork with(Estates.Made<?>... made) {
        Arrays.stream(made)
                .forEach(one -> parts.put(one.resource().kind() + one.resource().resourceId(), one));
        return this;
    }

    Estate estate() {
        return Hosts.estate(parts);
    }
}
