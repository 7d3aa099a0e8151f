package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.HubNetworks.ANY;
import static io.muster.estate.reach.HubNetworks.LOCAL;
import static io.muster.estate.reach.HubNetworks.TWO_SUBNETS;
import static io.muster.estate.reach.HubNetworks.entry;
import static io.muster.estate.reach.HubNetworks.routes;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * From a host without a way out of its own, by the NAT gateway of vpc-9 at the same transit gateway, to a host of vpc-5, which is not attached, by its
 * public address, and by a load balancer: both see the address of the NAT gateway, 52.0.0.9.
 */
class CentralSourcesTest {

    private static final String NEVER = "10.0.0.0/8";

    static Stream<Arguments> ways() {
        return Stream.of(
                row("a host that admits the NAT gateway", YES, "52.0.0.9/32"),
                row("a host that admits all", YES, ANY),
                row("a host that admits others alone", NO, "52.0.0.8/32"),
                row("a host that admits private addresses alone", NO, NEVER),
                row(
                        "a NAT gateway with two addresses, of which the host admits one",
                        UNKNOWN,
                        "52.0.0.9/32",
                        "hub nat",
                        CentralShops.nat("nat-1", "52.0.0.9", "52.0.0.10")),
                row(
                        "a NAT gateway with two addresses, which the host admits",
                        YES,
                        "52.0.0.8/30",
                        "hub nat",
                        CentralShops.nat("nat-1", "52.0.0.9", "52.0.0.10")),
                row(
                        "a NAT gateway of which one address is not told",
                        UNKNOWN,
                        "52.0.0.9/32",
                        "hub nat",
                        CentralShops.nat("nat-1", "52.0.0.9", null)),
                row(
                        "a NAT gateway in each zone, of which the host admits one",
                        UNKNOWN,
                        "52.0.0.9/32",
                        perZone("52.0.0.10")),
                row("a NAT gateway in each zone, which the host admits", YES, "52.0.0.8/30", perZone("52.0.0.10")),
                row(
                        "a NAT gateway in each zone, which the host does not admit",
                        NO,
                        "52.0.1.0/24",
                        perZone("52.0.0.10")),
                row("no NAT gateway that was read", UNKNOWN, "52.0.0.9/32", "hub nat", null),
                row(
                        "no NAT gateway that was read, and a host that admits private addresses",
                        UNKNOWN,
                        NEVER,
                        "hub nat",
                        null),
                row("no route to a NAT gateway", NO, ANY, "hub table", entry(LOCAL)),
                row(
                        "an appliance before the NAT gateway",
                        UNKNOWN,
                        "52.0.0.9/32",
                        "hub table",
                        entry(LOCAL, route(ANY, "vpce-1"))),
                row("a blackhole of the gateway", NO, ANY, "hub routes", routes(ANY, "", "10.1.0.0/16", "vpc-1")),
                row(
                        "a more specific route of the gateway to another network",
                        UNKNOWN,
                        "52.0.0.9/32",
                        "hub routes",
                        routes(ANY, "vpc-9", "52.0.0.0/24", "tgw-attach-vpn", "10.1.0.0/16", "vpc-1"),
                        "hub vpn attachment",
                        TransitParts.attachment("tgw-attach-vpn", "vpn", "vpn-1", "tgw-rtb-1")));
    }

    private static Arguments row(String name, Reachable expected, String admitted, Object... changes) {
        return argumentSet(name, expected, admitted, changes);
    }

    /** The attachment has a subnet in each of two zones, and each leads to a NAT gateway of its own. */
    private static Object[] perZone(String publicIp) {
        return new Object[] {
            TWO_SUBNETS,
            "hub other table",
            table("rtb-7", "vpc-9", false, List.of("subnet-7"), LOCAL, route(ANY, "nat-2")),
            "hub other nat",
            CentralShops.nat("nat-2", publicIp)
        };
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toAHostOfTheAccount(Reachable expected, String admitted, Object[] changes) {
        Estate estate = CentralShops.ofOneAccount(changes, CentralShops.host(), CentralShops.admitting(admitted));

        check(CentralShops.inOneAccount(admitted, changes), expected);
        check(
                Questions.of(estate)
                        .ask(ReachCase.host(estate, "eni-1"), SmallVpc.range("52.0.0.77"), CentralShops.HTTPS),
                expected);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void toAHostOfAnotherAccount(Reachable expected, String admitted, Object[] changes) {
        Outcome outcome = CentralShops.inTwoAccounts(admitted, changes);

        check(outcome, expected);
        assertThat(ExposedPorts.of(outcome.admitted()))
                .as("no address of the NAT gateway")
                .allSatisfy(ports -> assertThat(ports.sources()).isEmpty());
    }

    private static void check(Outcome outcome, Reachable expected) {
        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** The load balancer leads to a private host of the VPC. */
    @ParameterizedTest
    @CsvSource({"52.0.0.9/32, YES", "0.0.0.0/0, YES", "52.0.0.8/32, NO", "10.0.0.0/8, NO"})
    void toAHostBehindALoadBalancer(String admitted, Reachable expected) {
        Estate estate = CentralShops.ofOneAccount(
                new Object[0],
                CentralShops.admitting(admitted),
                balancer(),
                eni("eni-y")
                        .of("i-y")
                        .inVpc("vpc-5")
                        .in("subnet-5")
                        .privateIps("10.5.1.78")
                        .groups("sg-y"),
                group("sg-y").of("vpc-5").inFromGroup("sg-x"),
                Made.of(
                        "web",
                        new TargetGroup(
                                "instance",
                                "HTTPS",
                                443,
                                "vpc-5",
                                "ipv4",
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                List.of(new Target("i-y", null, null, "healthy", null)),
                                null)));

        check(
                Questions.of(estate)
                        .ask(ReachCase.host(estate, "eni-1"), ReachCase.host(estate, "eni-y"), CentralShops.HTTPS),
                expected);
    }

    private static Estates.Made<?> balancer() {
        return Made.of(
                "app/x/1",
                Parts.of(
                        LoadBalancer.class,
                        "type",
                        "application",
                        "scheme",
                        "internet-facing",
                        "state",
                        "active",
                        "ipAddressType",
                        "ipv4",
                        "vpcId",
                        "vpc-5",
                        "subnetIds",
                        List.of("subnet-5"),
                        "securityGroupIds",
                        List.of("sg-x"),
                        "listeners",
                        List.of(listener(443, "HTTPS", "web"))));
    }
}
