package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.SSH;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ClientVpnAuthentication;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways to SSH of host B for those who pass a guard. */
class GuardedWaysTest {

    static final Estates.Made<?> OUT = group("sg-eice").out("-1", null, null, "0.0.0.0/0");
    static final Estates.Made<?> OUT_OF_VPN = group("sg-vpn").out("-1", null, null, "0.0.0.0/0");
    static final Estates.Made<?> OWN =
            eni("eni-e").status("in-use").in("subnet-1").privateIps("10.0.1.99").groups("sg-eice");

    private static Estates.Made<?> endpoint(String vpc, String state, Boolean preserves) {
        return endpoint(vpc, state, preserves, null);
    }

    static Estates.Made<?> endpoint(String vpc, String state, Boolean preserves, String addressType) {
        return Made.of(
                "eice-1",
                Parts.of(
                        InstanceConnectEndpoint.class,
                        "state",
                        state,
                        "vpcId",
                        vpc,
                        "subnetId",
                        "subnet-1",
                        "securityGroupIds",
                        List.of("sg-eice"),
                        "networkInterfaceIds",
                        List.of("eni-e"),
                        "preserveClientIp",
                        preserves,
                        "ipAddressType",
                        addressType));
    }

    private static Estates.Made<?> node(String ping) {
        return Made.of("i-b", Parts.of(ManagedInstance.class, "instanceId", "i-b", "pingStatus", ping));
    }

    static Estates.Made<?> vpn(String authorized, String routed, String state) {
        return vpn(
                List.of(rule(authorized, null)),
                List.of(vpnRoute(routed, "subnet-1")),
                List.of(new ClientVpnTargetNetwork("subnet-1", "vpc-1", state, List.of())));
    }

    private static Estates.Made<?> vpn(
            List<ClientVpnAuthorizationRule> rules,
            List<ClientVpnRoute> routes,
            List<ClientVpnTargetNetwork> networks) {
        return Made.of(
                "cvpn-endpoint-1",
                Parts.of(
                        ClientVpnEndpoint.class,
                        "vpcId",
                        "vpc-1",
                        "securityGroupIds",
                        List.of("sg-vpn"),
                        "authentications",
                        List.of(Parts.of(ClientVpnAuthentication.class, "type", "certificate-authentication")),
                        "authorizationRules",
                        rules,
                        "routes",
                        routes,
                        "targetNetworks",
                        networks));
    }

    /** Of all devices where no group is named. */
    private static ClientVpnAuthorizationRule rule(String authorized, String group) {
        return Parts.of(
                ClientVpnAuthorizationRule.class,
                "destination",
                authorized,
                "accessAll",
                group == null,
                "groupId",
                group,
                "state",
                "active");
    }

    /** With a route to the range in each of the subnets, in both of which it has an interface. */
    private static Estates.Made<?> vpnOfTwoSubnets(ClientVpnRoute... routes) {
        return vpn(
                List.of(rule("10.0.0.0/16", null)),
                List.of(routes),
                List.of(
                        new ClientVpnTargetNetwork("subnet-1", "vpc-1", "associated", List.of()),
                        new ClientVpnTargetNetwork("subnet-2", "vpc-1", "associated", List.of())));
    }

    private static ClientVpnRoute vpnRoute(String destination, String subnet) {
        return new ClientVpnRoute(destination, subnet, "add-route", "active");
    }

    private static Arguments row(String trap, Reachable expected, String why, Object... changes) {
        return argumentSet(trap, expected, why, network(with(new Object[] {"outOfVpn", OUT_OF_VPN}, changes)));
    }

    static Stream<Arguments> ways() {
        Object[] hiding = {"eice", endpoint("vpc-1", "create-complete", false), "own", OWN, "out", OUT};
        return Stream.of(
                row("none", null, ""),
                row("an Instance Connect Endpoint that hides the client", YES, "admits tcp 22 for 10.0.1.0/24", hiding),
                row(
                        "whose group lets nothing out",
                        NO,
                        "no rule of sg-eice lets out",
                        with(hiding, "out", group("sg-eice"))),
                row(
                        "whose interface is not known",
                        UNKNOWN,
                        "the network interfaces of eice-1",
                        "eice",
                        endpoint("vpc-1", "create-complete", false)),
                row(
                        "that the instance does not admit",
                        NO,
                        "no rule of sg-b",
                        with(hiding, "groupB", group("sg-b").inFromGroup("sg-other"))),
                row(
                        "that keeps the address of the client",
                        YES,
                        "it keeps the address of the client",
                        "eice",
                        endpoint("vpc-1", "update-complete", true),
                        "out",
                        OUT,
                        "groupB",
                        group("sg-b").in("tcp", 22, 22, "8.8.8.8/32")),
                row(
                        "that keeps the address of the client, and whose group is admitted",
                        YES,
                        "members of sg-eice",
                        "eice",
                        endpoint("vpc-1", "update-complete", true),
                        "out",
                        OUT,
                        "groupB",
                        group("sg-b").inFromGroup("sg-eice")),
                row(
                        "of which it is not told, and whose group is admitted",
                        YES,
                        "members of sg-eice",
                        "eice",
                        endpoint("vpc-1", "update-complete", null),
                        "own",
                        OWN,
                        "out",
                        OUT,
                        "groupB",
                        group("sg-b").inFromGroup("sg-eice")),
                row(
                        "that keeps the address of the client, and whose group lets nothing out to the instance",
                        NO,
                        "no rule of sg-eice lets out",
                        "eice",
                        endpoint("vpc-1", "update-complete", true),
                        "out",
                        group("sg-eice").out("-1", null, null, "10.0.1.0/24"),
                        "groupB",
                        group("sg-b").in("tcp", 22, 22, "8.8.8.8/32")),
                row("of another VPC", null, "", "eice", endpoint("vpc-2", "create-complete", false)),
                row("that is gone", null, "", "eice", endpoint("vpc-1", "delete-complete", false)),
                row("Systems Manager", YES, "ssm:StartSession", "node", node("Online")),
                row("Systems Manager without contact", NO, "ConnectionLost", "node", node("ConnectionLost")),
                row(
                        "a Client VPN",
                        YES,
                        "authorization of all devices for 10.0.0.0/16",
                        "vpn",
                        vpn("10.0.0.0/16", "10.0.0.0/16", "associated")),
                row(
                        "a Client VPN that authorizes for another network",
                        NO,
                        "no authorization rule",
                        "vpn",
                        vpn("10.9.0.0/16", "10.0.0.0/16", "associated")),
                row(
                        "a Client VPN without a route",
                        NO,
                        "no route of it",
                        "vpn",
                        vpn("10.0.0.0/16", "10.9.0.0/16", "associated")),
                row(
                        "a Client VPN that is in no subnet any more",
                        NO,
                        "no route of it",
                        "vpn",
                        vpn("10.0.0.0/16", "10.0.0.0/16", "disassociated")),
                row(
                        "a Client VPN whose group is admitted",
                        YES,
                        "members of sg-vpn",
                        "vpn",
                        vpn("0.0.0.0/0", "10.0.0.0/16", "associated"),
                        "groupB",
                        group("sg-b").inFromGroup("sg-vpn")),
                row(
                        "a Client VPN whose group lets nothing out to the host",
                        NO,
                        "no rule of sg-vpn lets out",
                        "vpn",
                        vpn("10.0.0.0/16", "10.0.0.0/16", "associated"),
                        "outOfVpn",
                        group("sg-vpn").out("-1", null, null, "10.0.1.0/24")),
                row(
                        "a Client VPN with equal routes, of which the second is admitted",
                        YES,
                        "route 10.0.0.0/16 to subnet-2",
                        "vpn",
                        vpnOfTwoSubnets(vpnRoute("10.0.0.0/16", "subnet-1"), vpnRoute("10.0.0.0/16", "subnet-2")),
                        "groupB",
                        group("sg-b").in("tcp", 22, 22, "10.0.2.0/24")),
                row(
                        "a Client VPN with equal routes, one to a subnet that it has left",
                        YES,
                        "route 10.0.0.0/16 to subnet-1",
                        "vpn",
                        vpnOfTwoSubnets(vpnRoute("10.0.0.0/16", "subnet-3"), vpnRoute("10.0.0.0/16", "subnet-1"))),
                row(
                        "a Client VPN with a wider route that is admitted",
                        NO,
                        "route 10.0.0.0/16 to subnet-1",
                        "vpn",
                        vpnOfTwoSubnets(vpnRoute("10.0.0.0/16", "subnet-1"), vpnRoute("10.0.0.0/8", "subnet-2")),
                        "groupB",
                        group("sg-b").in("tcp", 22, 22, "10.0.2.0/24")),
                row(
                        "a Client VPN whose narrower authorization is of one group",
                        YES,
                        "authorization of group devs for 10.0.2.0/24",
                        "vpn",
                        vpn(
                                List.of(rule("10.0.0.0/16", null), rule("10.0.2.0/24", "devs")),
                                List.of(vpnRoute("10.0.0.0/16", "subnet-1")),
                                List.of(new ClientVpnTargetNetwork("subnet-1", "vpc-1", "associated", List.of())))),
                row(
                        "a Client VPN behind an ACL",
                        NO,
                        "entry 90 denies",
                        "vpn",
                        vpn("10.0.0.0/16", "10.0.0.0/16", "associated"),
                        "acl",
                        openAcl("acl-1", "subnet-1"),
                        "other",
                        acl(
                                "acl-2",
                                List.of("subnet-2"),
                                Network.in(90, false, "6", 22, 22, "0.0.0.0/0"),
                                Network.in(100, true, "-1", null, null, "0.0.0.0/0"),
                                Network.out(100, true, "-1", null, null, "0.0.0.0/0"))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aGuardedWayIsOpenBehindItsGuardAlone(Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        List<GuardedWay> ways = GuardedWays.of(Hosts.estate(parts)).to(B.resource(), SSH);

        assertThat(ways).as("%s", ways).hasSize(expected == null ? 0 : 1);
        assertThat(ways.toString()).contains(why);
        ways.forEach(way -> assertThat(way.outcome().reachable()).isEqualTo(expected));
    }

    @Test
    void whatWasNotReadIsNamed() {
        Estates made = Estates.estate()
                .without(
                        ResourceKind.INSTANCE_CONNECT_ENDPOINT,
                        ResourceKind.MANAGED_INSTANCE,
                        ResourceKind.CLIENT_VPN_ENDPOINT);
        network().values().forEach(made::with);

        List<GuardedWay> ways = GuardedWays.of(made.build()).to(B.resource(), SSH);

        assertThat(ways).hasSize(3).allSatisfy(way -> {
            assertThat(way.outcome().reachable()).isEqualTo(UNKNOWN);
            assertThat(way.outcome().missing()).containsExactly(way.kind() + " in eu-central-1");
        });
    }
}
