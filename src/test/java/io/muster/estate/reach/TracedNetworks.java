package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.PeeringParts.connection;
import static io.muster.estate.reach.PeeringParts.side;
import static io.muster.estate.reach.SmallVpc.OTHER_ZONE;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static io.muster.estate.reach.TransitParts.attachment;
import static io.muster.estate.reach.TransitParts.routes;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.List;

/** Networks of the shape of those that {@link TracedByBatfishTest} names. */
final class TracedNetworks {

    private static final Estates.Made<?> OPEN =
            group("sg-open").in("-1", null, null, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0");

    private TracedNetworks() {}

    /** The interface of a host, by its name. */
    static String host(String name) {
        return "eni-" + name;
    }

    private static MadeInterface host(String name, String vpc, String subnet, String address) {
        return eni(host(name))
                .of("i-" + name)
                .inVpc(vpc)
                .in(subnet)
                .privateIps(address)
                .groups("sg-open");
    }

    static Estate peered() {
        return Network.estate(
                OPEN,
                vpc("vpc-a", "10.10.0.0/16"),
                vpc("vpc-b", "192.168.0.0/16"),
                vpc("vpc-c", "192.168.0.0/16"),
                subnet("subnet-a", "vpc-a", "10.10.10.0/24", null, ZONE),
                subnet("subnet-b", "vpc-b", "192.168.1.0/24", null, ZONE),
                subnet("subnet-c", "vpc-c", "192.168.2.0/24", null, ZONE),
                openAcl("acl-1", "subnet-a", "subnet-b", "subnet-c"),
                connection("pcx-b", "active", side("vpc-a", "10.10.0.0/16"), side("vpc-b", "192.168.0.0/16")),
                connection("pcx-c", "active", side("vpc-a", "10.10.0.0/16"), side("vpc-c", "192.168.0.0/16")),
                mainTable(
                        "rtb-a",
                        "vpc-a",
                        route("10.10.0.0/16", "local"),
                        route("192.168.1.0/24", "pcx-b"),
                        route("192.168.2.0/24", "pcx-c")),
                mainTable("rtb-b", "vpc-b", route("192.168.0.0/16", "local"), route("10.10.0.0/16", "pcx-b")),
                mainTable("rtb-c", "vpc-c", route("192.168.0.0/16", "local"), route("10.10.0.0/16", "pcx-c")),
                host("a", "vpc-a", "subnet-a", "10.10.10.157"),
                host("b", "vpc-b", "subnet-b", "192.168.1.106"),
                host("c", "vpc-c", "subnet-c", "192.168.2.106"));
    }

    static Estate attached() {
        return Network.estate(
                OPEN,
                vpc("vpc-a", "10.10.0.0/16"),
                vpc("vpc-b", "192.168.0.0/16"),
                subnet("subnet-a", "vpc-a", "10.10.10.0/24", null, ZONE),
                subnet("subnet-a2", "vpc-a", "10.10.20.0/24", null, OTHER_ZONE),
                subnet("subnet-b", "vpc-b", "192.168.1.0/24", null, ZONE),
                openAcl("acl-1", "subnet-a", "subnet-a2", "subnet-b"),
                attachedBy("vpc-a", "subnet-a"),
                attachedBy("vpc-b", "subnet-b"),
                routes("tgw-rtb-1", "propagated", new String[] {"10.10.0.0/16", "vpc-a"}, new String[] {
                    "192.168.0.0/16", "vpc-b"
                }),
                mainTable("rtb-a", "vpc-a", route("10.10.0.0/16", "local"), route("192.168.0.0/16", "tgw-1")),
                mainTable("rtb-b", "vpc-b", route("192.168.0.0/16", "local"), route("10.10.0.0/16", "tgw-1")),
                host("a", "vpc-a", "subnet-a", "10.10.10.157"),
                host("a2", "vpc-a", "subnet-a2", "10.10.20.154"),
                host("b", "vpc-b", "subnet-b", "192.168.1.106"));
    }

    private static Estates.Made<?> attachedBy(String vpc, String subnet) {
        return attachment(
                "tgw-attach-of-" + vpc,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "attachedOwnerId",
                Estates.ACCOUNT,
                "vpcOptions",
                Parts.of(TransitGatewayVpcOptions.class, "subnetIds", List.of(subnet)));
    }

    /** The host p is in the NAT gateway's subnet, has a public address and takes SSH from that of the gateway. */
    static Estate translated() {
        return Network.estate(
                OPEN,
                vpc("vpc-1", "10.1.0.0/16"),
                gateway("igw-1", "vpc-1"),
                subnet("subnet-s", "vpc-1", "10.1.1.0/24", null, ZONE),
                subnet("subnet-p", "vpc-1", "10.1.250.0/24", null, ZONE),
                openAcl("acl-1", "subnet-s", "subnet-p"),
                mainTable("rtb-s", "vpc-1", route("10.1.0.0/16", "local"), route("0.0.0.0/0", "nat-1")),
                table(
                        "rtb-p",
                        "vpc-1",
                        false,
                        List.of("subnet-p"),
                        route("10.1.0.0/16", "local"),
                        route("0.0.0.0/0", "igw-1")),
                natGateway(
                        "subnetId",
                        "subnet-p",
                        "addresses",
                        List.of(Parts.of(
                                NatGatewayAddress.class, "privateIp", "10.1.250.210", "publicIp", "3.135.127.225"))),
                eni(host("nat"))
                        .type("nat_gateway")
                        .requesterManaged("Interface for NAT Gateway nat-1")
                        .in("subnet-p")
                        .privateIps("10.1.250.210")
                        .publicIps("3.135.127.225"),
                group("sg-p").in("tcp", 22, 22, "3.135.127.225/32").out("-1", null, null, "0.0.0.0/0"),
                host("s", "vpc-1", "subnet-s", "10.1.1.10"),
                host("p", "vpc-1", "subnet-p", "10.1.250.9")
                        .publicIps("13.58.55.60")
                        .groups("sg-p"));
    }

    /** The servers take SSH from the subnets of the load balancer alone, which hides its clients. */
    static Estate balanced() {
        return Network.estate(
                OPEN,
                vpc("vpc-1", "10.1.0.0/16"),
                subnet("subnet-1", "vpc-1", "10.1.1.0/24", null, ZONE),
                subnet("subnet-2", "vpc-1", "10.1.2.0/24", null, OTHER_ZONE),
                subnet("subnet-3", "vpc-1", "10.1.3.0/24", null, ZONE),
                openAcl("acl-1", "subnet-1", "subnet-2", "subnet-3"),
                mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local")),
                balancer(
                        "net/x/1",
                        "network",
                        "internal",
                        List.of("subnet-1", "subnet-2"),
                        List.of(),
                        listener(80, "TCP", "tg")),
                targets("tg", "instance", 22, false, "i-s1", "i-s2"),
                node("n1", "subnet-1", "10.1.1.5"),
                node("n2", "subnet-2", "10.1.2.5"),
                group("sg-server").in("tcp", 22, 22, "10.1.1.0/24").in("tcp", 22, 22, "10.1.2.0/24"),
                host("s1", "vpc-1", "subnet-1", "10.1.1.10").groups("sg-server"),
                host("s2", "vpc-1", "subnet-2", "10.1.2.10").groups("sg-server"),
                host("client", "vpc-1", "subnet-3", "10.1.3.10"));
    }

    private static MadeInterface node(String name, String subnet, String address) {
        return eni(host(name))
                .type("network_load_balancer")
                .requesterManaged("ELB net/x/1")
                .in(subnet)
                .privateIps(address);
    }
}
