package io.muster.estate.reach;

import static io.muster.estate.reach.Network.changed;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static io.muster.inventory.kind.ResourceKind.INTERNET_GATEWAY;
import static io.muster.inventory.kind.ResourceKind.VPC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.ResourceKind;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether vpc-1 has an internet gateway, where none is listed that is attached to it. */
class InternetGatewaysTest {

    private static final Estates.Made<?> ROUTE = mainTable("rtb-1", "vpc-1", route("0.0.0.0/0", "igw-1"));

    private static Arguments row(
            String trap, ResourceKind unread, Reachable expected, String missing, Object... changes) {
        Map<String, Estates.Made<?>> parts =
                changed(Map.of("gateway", gateway("igw-9", "vpc-9"), "vpc", vpc(Estates.ACCOUNT)), changes);
        return argumentSet(trap, unread, expected, missing, parts);
    }

    private static Estates.Made<?> vpc(String owner) {
        return Made.vpc("vpc-1", false, owner);
    }

    static Stream<Arguments> gates() {
        Estates.Made<?> another = Made.vpc("vpc-9", false, Estates.ACCOUNT);
        return Stream.of(
                row("a VPC of the account", null, NO, ""),
                row("gateways were not read", INTERNET_GATEWAY, UNKNOWN, "INTERNET_GATEWAY in eu-central-1"),
                row(
                        "a VPC of another account",
                        null,
                        UNKNOWN,
                        "which another account shares",
                        "vpc",
                        vpc(Estates.OTHER_ACCOUNT)),
                row(
                        "a VPC of another account, with a route",
                        null,
                        YES,
                        "",
                        "vpc",
                        vpc(Estates.OTHER_ACCOUNT),
                        "table",
                        ROUTE),
                row("a VPC whose owner is not told", null, UNKNOWN, "the owner of vpc-1", "vpc", vpc(null)),
                row("a VPC whose owner is not told, with a route", null, YES, "", "vpc", vpc(null), "table", ROUTE),
                row("a VPC that was not read", VPC, UNKNOWN, "VPC in eu-central-1", "vpc", another),
                row("a VPC that was not read, with a route", VPC, YES, "", "vpc", another, "table", ROUTE),
                row("a VPC of the account that was read before", VPC, NO, ""));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void anUnlistedInternetGatewayMayBeThere(
            ResourceKind unread, Reachable expected, String missing, Map<String, Estates.Made<?>> parts) {
        Estates made = Estates.estate().with(parts.values().toArray(Estates.Made[]::new));

        Gate gate = InternetGateways.of((unread == null ? made : made.without(unread)).build())
                .gate("vpc-1");

        assertThat(Exposed.of(gate.admits()).reachable())
                .as("%s", gate.admits())
                .isEqualTo(expected);
        assertThat(gate.admits().doubts().toString()).contains(missing);
    }
}
