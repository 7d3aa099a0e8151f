package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.BalancedEstates.accelerator;
import static io.muster.estate.reach.BalancedEstates.behind;
import static io.muster.estate.reach.BalancedEstates.origin;
import static io.muster.estate.reach.BalancedEstates.toWeb;
import static io.muster.estate.reach.DirectEstates.addressed;
import static io.muster.estate.reach.HostEstates.hosts;
import static io.muster.estate.reach.HostEstates.internal;
import static io.muster.estate.reach.HostEstates.overTransitGateway;
import static io.muster.estate.reach.HostEstates.twoVpcs;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.ReachCase.VPC;
import static io.muster.estate.reach.ReachCase.WEB;
import static io.muster.estate.reach.ReachCase.between;
import static io.muster.estate.reach.ReachCase.into;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.AcceleratorEndpoint;
import java.util.List;
import java.util.stream.Stream;

/** Small estates in which one thing keeps out what would get in else. */
final class BlockedEstates {

    private BlockedEstates() {}

    static Stream<ReachCase> all() {
        return Stream.of(toPublicAddresses(), throughBalancers(), throughOtherDoors(), amongHosts())
                .flatMap(cases -> cases);
    }

    private static ReachCase direct(String name, Object... changes) {
        return direct(name, addressed("eni-1").of("i-1"), changes);
    }

    private static ReachCase direct(String name, MadeInterface eni, Object... changes) {
        return new ReachCase(
                name,
                ReachWays.with(with(new Object[] {"vpc", VPC, "eni", eni}, changes)),
                into(EVERYONE, "eni-1", SSH));
    }

    private static Stream<ReachCase> toPublicAddresses() {
        return Stream.of(
                direct("a group without a rule", "group", group("sg-1")),
                direct("a group with another port", "group", group("sg-1").in("tcp", 80, 80, "0.0.0.0/0")),
                direct("a group with another protocol", "group", group("sg-1").in("udp", 22, 22, "0.0.0.0/0")),
                direct("a group with private addresses", "group", group("sg-1").in("tcp", 22, 22, "10.0.0.0/8")),
                direct("a group with another group", "group", group("sg-1").inFromGroup("sg-2")),
                direct(
                        "an entry that denies",
                        "acl",
                        acl(
                                "acl-1",
                                List.of("subnet-1"),
                                in(90, false, "6", 22, 22, "0.0.0.0/0"),
                                in(100, true, "-1", null, null, "0.0.0.0/0"),
                                out(100, true, "-1", null, null, "0.0.0.0/0"))),
                direct(
                        "an ACL with another port",
                        "acl",
                        acl(
                                "acl-1",
                                List.of("subnet-1"),
                                in(100, true, "6", 80, 80, "0.0.0.0/0"),
                                out(100, true, "-1", null, null, "0.0.0.0/0"))),
                direct(
                        "an ACL without answers",
                        "acl",
                        acl(
                                "acl-1",
                                List.of("subnet-1"),
                                in(100, true, "-1", null, null, "0.0.0.0/0"),
                                out(100, true, "6", 80, 80, "0.0.0.0/0"))),
                direct("a blackhole", "table", mainTable("rtb-1", "vpc-1", blackhole("0.0.0.0/0", "igw-1"))),
                direct(
                        "blackholes of more specific routes",
                        "table",
                        mainTable(
                                "rtb-1",
                                "vpc-1",
                                route("0.0.0.0/0", "igw-1"),
                                blackhole("0.0.0.0/1", "eni-9"),
                                blackhole("128.0.0.0/1", "eni-9"))),
                direct("a route elsewhere", "table", mainTable("rtb-1", "vpc-1", route("0.0.0.0/0", "nat-1"))),
                direct(
                        "a blackhole of the gateway's table",
                        "edge",
                        edgeTable("rtb-9", "igw-1", blackhole("10.0.0.0/16", "eni-9"))),
                direct("a gateway of another VPC", "gateway", gateway("igw-1", "vpc-2")),
                direct(
                        "the block mode of the subnet",
                        "subnet",
                        subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, "block-ingress"),
                        "other",
                        subnet("subnet-2", "vpc-1", "10.0.1.0/24", null, "off")),
                direct(
                        "the block mode of the region",
                        "subnet",
                        subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null),
                        "settings",
                        Made.publicAccess("block-bidirectional", "allowed")),
                direct(
                        "an interface that is not attached",
                        eni("eni-1").groups("sg-1").publicIps("52.0.0.1")),
                direct(
                        "a NAT gateway's interface",
                        addressed("eni-1")
                                .type("nat_gateway")
                                .requesterManaged("NAT")
                                .groups()),
                direct("no public address", eni("eni-1").of("i-1").groups("sg-1")));
    }

    private static ReachCase balanced(String name, Object... changes) {
        return new ReachCase(
                name,
                behind(with(
                        new Object[] {
                            "balancer", toWeb("internet-facing", listener(443, "HTTPS", "app")),
                            "targets", targets("app", "instance", 8080, null, "i-1")
                        },
                        changes)),
                into(EVERYONE, "eni-1", WEB));
    }

    private static ReachCase byDoor(String name, Estates.Made<?> door, Estates.Made<?> sign) {
        return new ReachCase(
                name,
                behind("door", door, "sign", sign, "group", group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0")),
                into(EVERYONE, "eni-1", WEB));
    }

    private static ReachCase accelerated(String name, Estates.Made<?> accelerator) {
        return byDoor(
                name,
                accelerator,
                eni("eni-9").in("subnet-2").type("global_accelerator_managed").requesterManaged("Global Accelerator"));
    }

    private static AcceleratorEndpoint endpoint(Integer weight) {
        return new AcceleratorEndpoint("i-1", FrontendWays.INSTANCE, weight, true, "HEALTHY");
    }

    private static Stream<ReachCase> throughOtherDoors() {
        return Stream.of(
                accelerated("a disabled accelerator", accelerator(false, "TCP", 100, endpoint(128))),
                accelerated("an accelerator of UDP", accelerator(true, "UDP", 100, endpoint(128))),
                accelerated("a traffic dial of nothing", accelerator(true, "TCP", 0, endpoint(128))),
                accelerated("a weight of nothing", accelerator(true, "TCP", 100, endpoint(0))),
                byDoor(
                        "a VPC origin of HTTPS",
                        origin(FrontendWays.INSTANCE, "https-only"),
                        group("sg-cf").name("CloudFront-VPCOrigins-Service-SG")));
    }

    private static Stream<ReachCase> throughBalancers() {
        return Stream.of(
                balanced("an internal load balancer", "balancer", toWeb("internal", listener(443, "HTTPS", "app"))),
                balanced("a load balancer without a listener", "balancer", toWeb("internet-facing")),
                balanced("targets of another port", "targets", targets("app", "instance", 80, null, "i-1")),
                balanced(
                        "the group of the load balancer",
                        "groupOfBalancer",
                        group("sg-lb").in("udp", 1, 2, "::/0")),
                balanced("the group of the target", "group", group("sg-1").inFromGroup("sg-x")),
                balanced(
                        "an internal Classic Load Balancer",
                        "balancer",
                        classicBalancer(
                                "web",
                                "internal",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                classicListener(443, "HTTPS", 8080))),
                balanced("a table without a way out", "publicTable", gateway("igw-7", "vpc-7")));
    }

    private static ReachCase outOverHub(String name, String part, Estates.Made<?> made) {
        return new ReachCase(
                name,
                HubNetworks.parts(Estates.ACCOUNT, part, made),
                ReachCase.out(new Endpoint.Range(CidrSet.parse("8.8.8.8")), "eni-1"));
    }

    private static Stream<ReachCase> amongHosts() {
        return Stream.of(
                outOverHub(
                        "the network ACL of a NAT gateway of another VPC",
                        "hub nat acl",
                        HubNetworks.closed("acl-8", "subnet-8", "10.0.0.0/8")),
                outOverHub(
                        "the table of such a NAT gateway",
                        "hub nat table",
                        HubNetworks.home(HubNetworks.LOCAL, HubNetworks.BACK)),
                new ReachCase("the group of the target", hosts("groupB", group("sg-b")), between("eni-a", "eni-b")),
                new ReachCase("the group of the source", hosts("groupA", group("sg-a")), between("eni-a", "eni-b")),
                new ReachCase(
                        "a blackhole within the VPC",
                        hosts(
                                "table",
                                mainTable(
                                        "rtb-1",
                                        "vpc-1",
                                        route("10.0.0.0/16", "local"),
                                        blackhole("10.0.2.0/24", "eni-9"))),
                        between("eni-a", "eni-b")),
                new ReachCase(
                        "a peering that is no more",
                        hosts(twoVpcs(
                                "pcx-1",
                                "groupB",
                                group("sg-b").of("vpc-2").inFromForeign("sg-a", Estates.ACCOUNT, "deleted"))),
                        between("eni-a", "eni-d")),
                new ReachCase(
                        "a peered VPC without a way back",
                        hosts(twoVpcs("pcx-1", "far", mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local")))),
                        between("eni-a", "eni-d")),
                new ReachCase(
                        "a blackhole of the transit gateway",
                        hosts(twoVpcs(
                                "tgw-1",
                                with(
                                        overTransitGateway(),
                                        "transit",
                                        TransitParts.routes(
                                                "tgw-rtb-1",
                                                "static",
                                                new String[] {"10.0.0.0/16", "vpc-1"},
                                                new String[] {"10.9.0.0/16", "vpc-2"},
                                                new String[] {"10.9.0.0/24", ""})))),
                        between("eni-a", "eni-d")),
                new ReachCase(
                        "the group of an internal load balancer",
                        hosts(with(internal(), "groupOfBalancer", group("sg-lb").in("tcp", 80, 80, "0.0.0.0/0"))),
                        between("eni-a", "eni-b")),
                new ReachCase(
                        "an agent that is out of contact",
                        hosts("node", Network.agent("ConnectionLost")),
                        ReachCase::guarded));
    }
}
