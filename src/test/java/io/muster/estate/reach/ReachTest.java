package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.ReachWays.SOURCE;
import static io.muster.estate.reach.ReachWays.ask;
import static io.muster.estate.reach.ReachWays.network;
import static io.muster.estate.reach.ReachWays.reached;
import static io.muster.estate.reach.ReachWays.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reachability over IPv6, with parts of the network that are not known, and of packets that are not answered. */
class ReachTest {

    static Stream<Arguments> ipv6() {
        Route out = route("::/0", "igw-1");
        return Stream.of(
                Arguments.of(List.of("2600:1f00::10"), out, YES),
                Arguments.of(List.of("fd00::10"), out, NO),
                Arguments.of(List.of(), out, NO),
                Arguments.of(List.of("2600:1f00::10"), route("::/0", "eigw-1"), NO),
                Arguments.of(List.of("2600:1f00::10"), route("0.0.0.0/0", "igw-1"), NO));
    }

    @ParameterizedTest
    @MethodSource("ipv6")
    void ipv6HasWaysOfItsOwn(List<String> addresses, Route route, Reachable expected) {
        Map<String, Estates.Made<?>> parts = with(
                "table",
                table("rtb-1", "vpc-1", false, List.of("subnet-1"), route),
                "group",
                group("sg-1").in("-1", null, null, "::/0"));
        MadeInterface eni = eni("eni-1").of("i-1").groups("sg-1").ipv6(addresses.toArray(String[]::new));

        Outcome outcome = ask(Network.estate(parts.values().toArray(Estates.Made[]::new)), eni, "2600::1");

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    static Stream<ResourceKind> whatIsNotKnownIsNamed() {
        return Stream.of(
                ResourceKind.INTERNET_GATEWAY,
                ResourceKind.SUBNET,
                ResourceKind.ROUTE_TABLE,
                ResourceKind.NETWORK_ACL,
                ResourceKind.SECURITY_GROUP);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotKnownIsNamed(ResourceKind kind) {
        Estates made = Estates.estate().without(kind);
        network().values().stream()
                .filter(part -> part.resource().kind() != kind)
                .forEach(made::with);

        Outcome outcome = ask(made.build(), reached(), SOURCE);

        assertThat(outcome.reachable()).isEqualTo(UNKNOWN);
        assertThat(outcome.missing()).containsExactly(kind + " in eu-central-1");
    }

    @Test
    void whatDecidesWithoutTheUnknownDecides() {
        Estates made = Estates.estate().without(ResourceKind.NETWORK_ACL);
        network().values().forEach(made::with);

        Outcome outcome = ask(made.build(), eni("eni-1").of("i-1").groups("sg-1"), SOURCE);

        assertThat(outcome.reachable()).isEqualTo(NO);
    }

    @Test
    void aPacketThatIsNotAnsweredIsSaidToArrive() {
        Estate estate = Network.estate(with(
                        "table",
                        table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1")),
                        "group",
                        group("sg-1").in("udp", 53, 53, "0.0.0.0/0"))
                .values()
                .toArray(Estates.Made[]::new));
        int dns = ServiceRange.UDP * ServiceRange.PROTOCOL_SIZE + 53;

        Outcome outcome = Reach.of(estate)
                .askInternet(reached().resource(), Traffic.of(new ServiceRange(dns, dns), CidrSet.parse(SOURCE)));

        assertThat(outcome.reachable()).isEqualTo(NO);
        assertThat(outcome.notes()).anyMatch(note -> note.startsWith("packets arrive"));
    }
}
