package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.ReachCase.OFFICE;
import static io.muster.estate.reach.ReachCase.SSH;
import static io.muster.estate.reach.ReachCase.between;
import static io.muster.estate.reach.ReachCase.into;
import static io.muster.estate.reach.ReachCase.out;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small estates in which one host reaches another, or an office over a VPN. */
final class HostEstates {

    private HostEstates() {}

    static Map<String, Estates.Made<?>> hosts(Object... changes) {
        return Hosts.network(with(
                new Object[] {"a", Hosts.A, "b", Hosts.B, "i-a", instance("i-a"), "i-b", instance("i-b")}, changes));
    }

    static Object[] twoVpcs(String by, Object... changes) {
        return with(
                new Object[] {
                    "d",
                    Hosts.FAR,
                    "otherVpc",
                    Made.of(
                            "vpc-2",
                            Parts.of(Vpc.class, "cidrBlocks", List.of("10.9.0.0/16"), "ownerId", Estates.ACCOUNT)),
                    "nine",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", by)),
                    "far",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", by))
                },
                changes);
    }

    static Object[] overTransitGateway() {
        return new Object[] {
            "transitGateway",
            Made.of(
                    "tgw-1",
                    Parts.of(
                            TransitGateway.class,
                            "state",
                            "available",
                            "ownerId",
                            Estates.ACCOUNT,
                            "securityGroupReferencingSupport",
                            "enable")),
            "one",
            subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"),
            "attachment",
            attachment("tgw-attach-1", "vpc-1", "subnet-1"),
            "otherAttachment",
            attachment("tgw-attach-2", "vpc-2", "subnet-9"),
            "transit",
            TransitParts.routes(
                    "tgw-rtb-1", "static", new String[] {"10.0.0.0/16", "vpc-1"}, new String[] {"10.9.0.0/16", "vpc-2"})
        };
    }

    private static Estates.Made<?> attachment(String id, String vpc, String subnet) {
        return TransitParts.attachment(
                id,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                Estates.ACCOUNT,
                "associationState",
                "associated",
                "vpcOptions",
                new TransitGatewayVpcOptions(List.of(subnet), "enable", "enable", "disable", "disable"));
    }

    static Object[] internal() {
        return new Object[] {
            "balancer",
            balancer(
                    "app/in/1",
                    "application",
                    "internal",
                    List.of("subnet-2"),
                    List.of("sg-lb"),
                    listener(443, "HTTPS", "ssh")),
            "node",
            eni("eni-n").in("subnet-2").privateIps("10.0.2.20").groups("sg-lb").requesterManaged("ELB app/in/1"),
            "targets",
            targets("ssh", "instance", 22, null, "i-b"),
            "groupOfBalancer",
            group("sg-lb").in("tcp", 443, 443, "10.0.1.0/24").out("-1", null, null, "0.0.0.0/0"),
            "groupB",
            group("sg-b").inFromGroup("sg-lb")
        };
    }

    static Object[] linked() {
        String service = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";
        return new Object[] {
            "d",
            Hosts.FAR,
            "i-d",
            instance("i-d"),
            "nine",
            subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
            "balancer",
            Network.ofService("off", listener(2222, "TCP", "ssh")),
            "targets",
            targets("ssh", "instance", 22, null, "i-d"),
            "service",
            Network.endpointService(service),
            "endpoint",
            Made.of(
                    "vpce-1",
                    Parts.of(
                            VpcEndpoint.class,
                            "vpcEndpointType",
                            "Interface",
                            "state",
                            "available",
                            "vpcId",
                            "vpc-1",
                            "serviceName",
                            service,
                            "subnetIds",
                            List.of("subnet-2"),
                            "securityGroupIds",
                            List.of("sg-v"),
                            "networkInterfaceIds",
                            List.of("eni-v"))),
            "own",
            eni("eni-v").status("in-use").in("subnet-2").privateIps("10.0.2.30").groups("sg-v"),
            "groupV",
            group("sg-v").in("tcp", 2222, 2222, "10.0.0.0/16"),
            "groupOfBalancer",
            group("sg-lb").of("vpc-2").out("-1", null, null, "0.0.0.0/0"),
            "groupB",
            group("sg-b").of("vpc-2").in("tcp", 22, 22, "10.9.0.0/24")
        };
    }

    static Stream<ReachCase> all() {
        return Stream.of(
                new ReachCase("two subnets", hosts(), between("eni-a", "eni-b")),
                new ReachCase(
                        "members of a group",
                        hosts(
                                "groupB",
                                group("sg-b").inFromGroup("sg-a"),
                                "groupA",
                                group("sg-a").outToGroup("sg-b")),
                        between("eni-a", "eni-b")),
                new ReachCase("the same subnet", hosts("c", Hosts.NEAR), between("eni-a", "eni-c")),
                new ReachCase("an address of the VPC", hosts(), into(SmallVpc.range("10.0.1.77"), "eni-b", SSH)),
                new ReachCase(
                        "an address of the subnet, which no ACL stops",
                        hosts(
                                "acl",
                                Network.acl("acl-1", List.of("subnet-1", "subnet-2")),
                                "groupA",
                                group("sg-a").in("tcp", 22, 22, "10.0.1.0/24")),
                        into(SmallVpc.range("10.0.1.77"), "eni-a", SSH)),
                new ReachCase(
                        "to an address of the subnet, which no ACL stops",
                        hosts("acl", Network.acl("acl-1", List.of("subnet-1", "subnet-2"))),
                        out(SmallVpc.range("10.0.1.77"), "eni-a")),
                new ReachCase("a peered VPC", hosts(twoVpcs("pcx-1")), between("eni-a", "eni-d")),
                new ReachCase(
                        "a peered VPC whose connection is listed",
                        hosts(twoVpcs("pcx-1", "connection", PeeringParts.ofTwoVpcs("active"))),
                        between("eni-a", "eni-d")),
                new ReachCase(
                        "members of a group of a peered VPC",
                        hosts(twoVpcs(
                                "pcx-1",
                                "groupB",
                                group("sg-b").of("vpc-2").inFromForeign("sg-a", Estates.ACCOUNT, "active"))),
                        between("eni-a", "eni-d")),
                new ReachCase(
                        "a transit gateway", hosts(twoVpcs("tgw-1", overTransitGateway())), between("eni-a", "eni-d")),
                new ReachCase(
                        "members of a group over a transit gateway",
                        hosts(twoVpcs(
                                "tgw-1",
                                with(
                                        overTransitGateway(),
                                        "groupB",
                                        group("sg-b").of("vpc-2").inFromGroup("sg-a")))),
                        between("eni-a", "eni-d")),
                new ReachCase("an internal load balancer", hosts(internal()), between("eni-a", "eni-b")),
                new ReachCase("an endpoint service", hosts(linked()), between("eni-a", "eni-d")),
                new ReachCase(
                        "a VPN gateway",
                        hosts(
                                "table",
                                mainTable("rtb-1", "vpc-1", route("192.168.0.0/16", "vgw-1")),
                                "vgw",
                                VpnParts.gateway("vpc-1"),
                                "vpn",
                                VpnParts.connection(
                                        "available",
                                        "staticRoutes",
                                        List.of(new VpnStaticRoute("192.168.0.0/16", "available"))),
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "192.168.0.0/16")),
                        into(OFFICE, "eni-b", SSH)),
                new ReachCase(
                        "a VPN of a transit gateway",
                        hosts(TransitNetworksTest.attached()),
                        into(OFFICE, "eni-b", SSH)),
                new ReachCase(
                        "to a VPN of a transit gateway", hosts(TransitNetworksTest.attached()), out(OFFICE, "eni-b")));
    }
}
