package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Through the standard accelerators of Global Accelerator. */
class AcceleratorsTest extends FrontendWays {

    private static final Estates.Made<?> SIGN = eni("eni-9").in("subnet-2").type("global_accelerator_managed");
    private static final Estates.Made<?> TO_INTERNET = mainTable("rtb-1", "vpc-1", route("0.0.0.0/0", "igw-1"));

    private static Estates.Made<?> accelerator(boolean enabled, String protocol, AcceleratorEndpointGroup group) {
        return Network.accelerator("ga-1", enabled, List.of(listening(protocol, List.of(group))));
    }

    private static AcceleratorListener listening(String protocol, List<AcceleratorEndpointGroup> groups) {
        return new AcceleratorListener("arn:listener", protocol, List.of(new PortRange(8000, 8999)), null, groups);
    }

    private static Estates.Made<?> unreadAccelerator(boolean enabled) {
        return Network.accelerator("ga-2", enabled, null);
    }

    private static AcceleratorEndpointGroup endpoints(
            String region, Double dial, List<PortOverride> overrides, AcceleratorEndpoint endpoint) {
        return new AcceleratorEndpointGroup("arn:group", region, dial, overrides, List.of(endpoint));
    }

    private static Estates.Made<?> to(String id, String arn, Boolean preserves, Integer weight) {
        return accelerator(
                true,
                "TCP",
                endpoints(
                        "eu-central-1",
                        100.0,
                        List.of(),
                        new AcceleratorEndpoint(id, arn, weight, preserves, "UNHEALTHY")));
    }

    private static final AcceleratorEndpoint ITSELF = new AcceleratorEndpoint("i-1", INSTANCE, 128, true, "HEALTHY");
    private static final Estates.Made<?> TO_INSTANCE = to("i-1", INSTANCE, true, 128);
    private static final Estates.Made<?> TO_BALANCER = to(BALANCER, BALANCER, true, 128);
    private static final Estates.Made<?> TO_ADDRESS = to("eipalloc-1", null, false, 128);

    private static Estates.Made<?> itself(boolean enabled, String protocol, String region, Double dial) {
        return accelerator(enabled, protocol, endpoints(region, dial, List.of(), ITSELF));
    }

    /** Those of which the name of the row was not read. */
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void partlyRead(String trap, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        aFrontendLeadsToItsTarget(trap, expected, why, parts);
    }

    static Stream<Arguments> ways() {
        return Stream.of(
                row("no accelerator", NO, ""),
                row("an instance, without a route or a public address", YES, "ga-1", "ga", TO_INSTANCE),
                row("its VPC has no internet gateway", NO, "", "ga", TO_INSTANCE, "gateway", gateway("igw-1", "vpc-2")),
                row(
                        "VPC Block Public Access",
                        NO,
                        "",
                        "ga",
                        TO_INSTANCE,
                        "private",
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "block-ingress")),
                row("its group does not admit the client", NO, "", "ga", TO_INSTANCE, "group", group("sg-1")),
                row(
                        "its group admits the VPC",
                        NO,
                        "",
                        "ga",
                        TO_INSTANCE,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.0.0/16")),
                row(
                        "an ACL that lets nothing in",
                        YES,
                        "ga-1",
                        "ga",
                        TO_INSTANCE,
                        "acl",
                        acl("acl-1", List.of("subnet-2"), out(100, true, "-1", null, null, "0.0.0.0/0"))),
                row(
                        "an ACL that lets no answer out",
                        UNKNOWN,
                        "whether network ACLs apply to the answers",
                        "ga",
                        TO_INSTANCE,
                        "acl",
                        acl("acl-1", List.of("subnet-2"), in(100, true, "-1", null, null, "0.0.0.0/0"))),
                row("a weight of nothing", NO, "", "ga", to("i-1", INSTANCE, true, 0)),
                row("disabled", NO, "", "ga", itself(false, "TCP", "eu-central-1", 100.0)),
                row("a traffic dial of nothing", NO, "", "ga", itself(true, "TCP", "eu-central-1", 0.0)),
                row("the endpoint group of another region", NO, "", "ga", itself(true, "TCP", "eu-west-1", 100.0)),
                row("another protocol", NO, "", "ga", itself(true, "UDP", "eu-central-1", 100.0)),
                row(
                        "another port at the endpoint",
                        NO,
                        "",
                        "ga",
                        accelerator(
                                true,
                                "TCP",
                                endpoints("eu-central-1", 100.0, List.of(new PortOverride(8080, 80)), ITSELF))),
                row(
                        "that port from another one",
                        YES,
                        "listener TCP 8000-8999, endpoint i-1",
                        "ga",
                        accelerator(
                                true,
                                "TCP",
                                endpoints(
                                        "eu-central-1",
                                        100.0,
                                        List.of(new PortOverride(8080, 80), new PortOverride(8001, 8080)),
                                        ITSELF))),
                row("an internal load balancer", YES, "listener HTTPS 8443", behindBalancer("ga", TO_BALANCER)),
                row(
                        "an internal load balancer whose group does not admit the client",
                        NO,
                        "",
                        behindBalancer(
                                "ga",
                                TO_BALANCER,
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 8443, 8443, "10.0.0.0/8")
                                        .out("-1", null, null, "0.0.0.0/0"))),
                row(
                        "a port that the load balancer does not listen to",
                        NO,
                        "",
                        behindBalancer(
                                "ga",
                                accelerator(
                                        true,
                                        "TCP",
                                        endpoints(
                                                "eu-central-1",
                                                100.0,
                                                List.of(new PortOverride(8443, 443)),
                                                new AcceleratorEndpoint(BALANCER, BALANCER, 128, true, null))))),
                row("an address, without a route", NO, "", "ga", TO_ADDRESS),
                row("an address", YES, "endpoint eipalloc-1", "ga", TO_ADDRESS, "table", TO_INTERNET),
                row(
                        "an address whose group admits some",
                        UNKNOWN,
                        "the addresses of Global Accelerator",
                        "ga",
                        TO_ADDRESS,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "75.2.0.0/16"),
                        "table",
                        TO_INTERNET),
                row(
                        "an accelerator's interface of which no accelerator is known",
                        UNKNOWN,
                        "the accelerator that has eni-9",
                        "sign",
                        SIGN),
                row(
                        "such an interface before a load balancer",
                        UNKNOWN,
                        "the accelerator that has eni-9",
                        behindBalancer("sign", eni("eni-9").in("subnet-1").type("global_accelerator_managed"))),
                row(
                        "such an interface, where the group admits nobody",
                        NO,
                        "",
                        "sign",
                        SIGN,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.0.0/16")),
                row(
                        "such an interface of an endpoint that gets no traffic",
                        NO,
                        "",
                        "sign",
                        SIGN,
                        "ga",
                        to("i-1", INSTANCE, true, 0)),
                row(
                        "such an interface of an accelerator that is disabled",
                        NO,
                        "",
                        "sign",
                        SIGN,
                        "ga",
                        itself(false, "TCP", "eu-central-1", 100.0)));
    }

    static Stream<Arguments> partlyRead() {
        Object[] some = {"group", group("sg-1").in("tcp", 8080, 8080, "75.2.0.0/16"), "table", TO_INTERNET};
        return Stream.of(
                row(
                        "listeners, with an interface",
                        UNKNOWN,
                        "the listeners of ga-2",
                        "ga2",
                        unreadAccelerator(true),
                        "sign",
                        SIGN),
                row(
                        "listeners, with an interface that another one accounts for",
                        UNKNOWN,
                        "the listeners of ga-2",
                        "ga2",
                        unreadAccelerator(true),
                        "sign",
                        SIGN,
                        "ga",
                        to("i-1", INSTANCE, true, 0)),
                row("listeners, without an interface", NO, "", "ga2", unreadAccelerator(true)),
                row(
                        "endpoint groups, with an interface",
                        UNKNOWN,
                        "the endpoint groups of arn:listener",
                        "ga2",
                        Network.accelerator("ga-2", true, List.of(listening("TCP", null))),
                        "sign",
                        SIGN),
                row(
                        "listeners, with an address whose group admits some",
                        UNKNOWN,
                        "the listeners of ga-2",
                        with(some, "ga2", unreadAccelerator(true))),
                row("listeners of one that is disabled", NO, "", with(some, "ga2", unreadAccelerator(false))),
                row(
                        "listeners, with a load balancer whose group admits some",
                        UNKNOWN,
                        "the listeners of ga-2",
                        behindBalancer(
                                "ga2",
                                unreadAccelerator(true),
                                "table",
                                TO_INTERNET,
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 8443, 8443, "75.2.0.0/16")
                                        .out("-1", null, null, "0.0.0.0/0"))));
    }

    /** To several ports, of which the account's own addresses alone get to the first. */
    @Test
    void theWayIsThatOfOthersWhereTheseGetThrough() {
        // given
        MadeInterface target =
                eni("eni-1").of("i-1").in("subnet-2").groups("sg-1").publicIps("52.1.1.1");
        Object[] changes = {
            "ga",
            TO_INSTANCE,
            "group",
            group("sg-1").in("tcp", 8080, 8080, "52.1.1.1/32").in("tcp", 8443, 8443, "8.8.8.8/32")
        };
        Estate estate = Estates.estate()
                .with(network(changes).values().toArray(Estates.Made[]::new))
                .with(target)
                .build();

        // when
        List<Entrance> entrances = Frontends.of(estate).fromInternet(target.resource());

        // then
        Entrance only = entrances.get(0);
        assertThat(only.exposed().describe()).containsExactly("tcp 8443");
        assertThat(only.hops().toString()).contains("8443").doesNotContain("8080", "52.1.1.1");
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                unread(NO),
                unread(UNKNOWN, "sign", SIGN),
                unread(UNKNOWN, "sign", SIGN, "ga", to("i-1", INSTANCE, true, 0)),
                unread(NO, "table", TO_INTERNET),
                unread(UNKNOWN, "table", TO_INTERNET, "ga", TO_ADDRESS),
                unread(NO, "ga", TO_ADDRESS),
                unread(UNKNOWN, "ga", TO_INSTANCE),
                unread(UNKNOWN, behindBalancer("ga", TO_BALANCER)));
    }

    private static Arguments unread(Reachable expected, Object... changes) {
        return Arguments.of(ResourceKind.ACCELERATOR, network(changes), expected);
    }
}
