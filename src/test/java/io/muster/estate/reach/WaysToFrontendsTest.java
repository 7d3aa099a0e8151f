package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.FarHosts.HERE;
import static io.muster.estate.reach.FarHosts.OTHER_REGION;
import static io.muster.estate.reach.FarHosts.peered;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a host over the internet to a load balancer that faces it, in front of a host to which nothing else leads. */
class WaysToFrontendsTest {

    static Stream<Arguments> ways() {
        return Stream.of(
                argumentSet("its public address", YES, new Object[0]),
                argumentSet("a NAT gateway, whose address another group admits", NO, byNat("52.0.0.7/32")),
                argumentSet("a NAT gateway", YES, byNat("52.0.0.8/32")),
                argumentSet(
                        "a NAT gateway, whose address another group admits, or a transit gateway",
                        UNKNOWN,
                        Network.with(
                                byNat("52.0.0.7/32"),
                                "table",
                                mainTable(
                                        "rtb-1",
                                        "vpc-1",
                                        route("10.1.0.0/16", "local"),
                                        route("52.0.0.0/8", "tgw-9"),
                                        route("0.0.0.0/0", "nat-1")))),
                argumentSet(
                        "a NAT gateway, and private networks by a transit gateway", YES, beside("10.0.0.0/8", "tgw-9")),
                argumentSet(
                        "a NAT gateway, and private networks by a VPN gateway", YES, beside("172.16.0.0/12", "vgw-9")),
                argumentSet(
                        "a NAT gateway, whose address another group admits, and private networks by a transit gateway",
                        NO,
                        Network.with(
                                beside("10.0.0.0/8", "tgw-9"), "far groupOfBalancer", balancerGroup("52.0.0.7/32"))),
                argumentSet(
                        "a NAT gateway or an appliance that takes some of the internet",
                        UNKNOWN,
                        beside("52.0.0.0/8", "vpce-9")),
                argumentSet("a NAT gateway, and private networks by what is not told", YES, beside("10.0.0.0/8", null)),
                argumentSet("a NAT gateway or what a prefix list leads to", UNKNOWN, beside("pl-9", "tgw-9")),
                argumentSet("no way out", NO, new Object[] {
                    "table", mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"))
                }),
                argumentSet("no public address", NO, new Object[] {
                    "host", eni("eni-1").of("i-1").privateIps("10.1.1.100").groups("sg-1")
                }),
                argumentSet(
                        "a group that lets out one port alone, at which the door may listen or not",
                        UNKNOWN,
                        new Object[] {"group", group("sg-1").out("tcp", 443, 443, "0.0.0.0/0")}),
                argumentSet("a group that lets nothing out", NO, new Object[] {"group", group("sg-1")}),
                argumentSet("a door that admits another address", NO, new Object[] {
                    "far groupOfBalancer", balancerGroup("52.0.0.7/32")
                }));
    }

    private static Object[] byNat(String admitted) {
        return new Object[] {
            "host",
            eni("eni-1").of("i-1").privateIps("10.1.1.100").groups("sg-1"),
            "table",
            Network.table(
                    "rtb-1", "vpc-1", true, List.of(), route("10.1.0.0/16", "local"), route("0.0.0.0/0", "nat-1")),
            "natTable",
            Network.table(
                    "rtb-3",
                    "vpc-1",
                    false,
                    List.of("subnet-3"),
                    route("10.1.0.0/16", "local"),
                    route("0.0.0.0/0", "igw-1")),
            "natSubnet",
            FarEstates.subnet("subnet-3", "vpc-1", "10.1.3.0/24", HERE.accountId()),
            "natAcl",
            Network.openAcl("acl-3", "subnet-3"),
            "nat",
            Network.natGateway(
                    "subnetId",
                    "subnet-3",
                    "addresses",
                    List.of(Parts.of(NatGatewayAddress.class, "publicIp", "52.0.0.8", "privateIp", "10.1.3.4"))),
            "far groupOfBalancer",
            balancerGroup(admitted)
        };
    }

    /** The door admits the NAT gateway's address. */
    private static Object[] beside(String destination, String target) {
        return Network.with(
                byNat("52.0.0.8/32"),
                "table",
                mainTable(
                        "rtb-1",
                        "vpc-1",
                        route("10.1.0.0/16", "local"),
                        route(destination, target),
                        route("0.0.0.0/0", "nat-1")));
    }

    private static Estates.Made<?> balancerGroup(String admitted) {
        return group("sg-lb").in("tcp", 80, 80, admitted).out("-1", null, null, "0.0.0.0/0");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toAnotherRegion(Reachable expected, Object[] changes) {
        Outcome outcome = peered(OTHER_REGION, Network.with(parts("far ", OTHER_REGION), changes))
                .there();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toAnotherVpc(Reachable expected, Object[] changes) {
        Outcome outcome =
                peered(HERE, Network.with(parts("far ", HERE), changes)).inOneRegion();

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /**
     * The parts of both regions.
     *
     * @param far how the names of those of the second region begin
     */
    static Object[] parts(String far, Scope place) {
        return new Object[] {
            "gateway",
            gateway("igw-1", "vpc-1"),
            "table",
            mainTable("rtb-1", "vpc-1", route("10.1.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
            "host",
            eni("eni-1")
                    .of("i-1")
                    .privateIps("10.1.1.100")
                    .publicIps("52.0.0.1")
                    .groups("sg-1"),
            far + "gateway",
            gateway("igw-2", "vpc-2"),
            far + "table",
            mainTable("rtb-2", "vpc-2", route("10.2.0.0/16", "local"), route("0.0.0.0/0", "igw-2")),
            far + "group",
            group("sg-2").in("tcp", 22, 22, "10.2.1.5/32"),
            far + "groupOfBalancer",
            balancerGroup("52.0.0.1/32"),
            far + "balancer",
            balancer(place, "ipv4"),
            far + "targets",
            Made.of(
                    "tg",
                    Parts.of(
                            TargetGroup.class,
                            "targetType",
                            "ip",
                            "protocol",
                            "HTTP",
                            "port",
                            22,
                            "vpcId",
                            "vpc-2",
                            "targets",
                            List.of(new Target("10.2.1.100", null, null, "healthy", null)))),
            far + "node",
            eni("eni-n")
                    .inVpc("vpc-2")
                    .in("subnet-2")
                    .privateIps("10.2.1.5")
                    .publicIps("52.0.0.20")
                    .groups("sg-lb")
                    .requesterManaged("ELB app/x/1")
        };
    }

    /**
     * A load balancer that faces the internet.
     *
     * @param place that of the target group
     */
    static Estates.Made<?> balancer(Scope place, String families) {
        return Made.of(
                "app/x/1",
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "application",
                        "scheme",
                        "internet-facing",
                        "ipAddressType",
                        families,
                        "vpcId",
                        "vpc-2",
                        "subnetIds",
                        List.of("subnet-2"),
                        "securityGroupIds",
                        List.of("sg-lb"),
                        "listeners",
                        List.of(new Listener(
                                "l",
                                80,
                                "HTTP",
                                null,
                                List.of(),
                                List.of("forward"),
                                List.of(place.arn(ResourceKind.TARGET_GROUP, "tg")),
                                null,
                                List.of()))));
    }
}
