package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Hosts.A;
import static io.muster.estate.reach.Hosts.B;
import static io.muster.estate.reach.Hosts.FAR;
import static io.muster.estate.reach.Hosts.estate;
import static io.muster.estate.reach.Hosts.host;
import static io.muster.estate.reach.Hosts.network;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions by addresses that interfaces of the estate have. */
class AddressHoldersTest {

    private static final Endpoint HOST_A = host(A);
    private static final Endpoint HOST_B = host(B);

    static Stream<Arguments> byAddress() {
        Map<String, Estates.Made<?>> parts = network("a", A, "b", B);
        Map<String, Estates.Made<?>> silent = network("a", A, "b", B, "groupA", group("sg-a"));
        Map<String, Estates.Made<?>> several = network(
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .privateIps("10.0.2.10", "10.0.2.11")
                        .groups("sg-b"));
        return Stream.of(
                argumentSet("a service that its group admits", HOST_A, to("10.0.2.10"), 22, YES, parts),
                argumentSet("a service that its group does not admit", HOST_A, to("10.0.2.10"), 80, NO, parts),
                argumentSet("an address that no interface has", HOST_A, to("10.0.2.99"), 80, YES, parts),
                argumentSet("a range with addresses that none has", HOST_A, to("10.0.2.0/24"), 80, YES, parts),
                argumentSet("one address of an interface with several", HOST_A, to("10.0.2.10"), 80, NO, several),
                argumentSet("another one of these", HOST_A, to("10.0.2.11"), 22, YES, several),
                argumentSet("from an interface that may send", to("10.0.1.10"), HOST_B, 22, YES, parts),
                argumentSet("from an interface whose group lets nothing out", to("10.0.1.10"), HOST_B, 22, NO, silent),
                argumentSet(
                        "from a NAT gateway, which has no group",
                        to("10.0.1.20"),
                        HOST_B,
                        22,
                        YES,
                        network("b", B, "nat", ungrouped().type("nat_gateway"))),
                argumentSet(
                        "from a NAT gateway, a service that the target's group does not admit",
                        to("10.0.1.20"),
                        HOST_B,
                        80,
                        NO,
                        network("b", B, "nat", ungrouped().type("nat_gateway"))),
                argumentSet(
                        "from an instance without a group",
                        to("10.0.1.20"),
                        HOST_B,
                        22,
                        NO,
                        network("b", B, "c", ungrouped().of("i-c"))),
                argumentSet("from an address that no interface has", to("10.0.1.99"), HOST_B, 22, YES, silent),
                argumentSet("in a peered VPC", HOST_A, to("10.9.0.10"), 22, YES, peered()),
                argumentSet("in a peered VPC, another service", HOST_A, to("10.9.0.10"), 80, NO, peered()),
                argumentSet(
                        "in a VPC that the route does not lead to",
                        HOST_A,
                        to("10.9.0.10"),
                        80,
                        UNKNOWN,
                        peered(
                                "table",
                                mainTable(
                                        "rtb-1",
                                        "vpc-1",
                                        route("10.0.0.0/16", "local"),
                                        route("10.9.0.0/16", "pcx-2")))));
    }

    @ParameterizedTest
    @CsvSource({"10.0.2.10, 1", "10.0.2.0/24, 0", "10.0.0.0/8, 0"})
    void whoIsLedToIsAskedWhereInterfacesHaveTheWholeRange(String range, int expected) {
        // given
        List<String> asked = new ArrayList<>();
        AddressHolders holders = new AddressHolders(estate(network("a", A, "b", B)));

        // when
        holders.behind(new Endpoint.Range(CidrSet.parse(range)), holder -> asked.add(holder.resourceId()));

        // then
        assertThat(asked).hasSize(expected);
    }

    private static MadeInterface ungrouped() {
        return eni("eni-c")
                .status("in-use")
                .in("subnet-1")
                .privateIps("10.0.1.20")
                .groups();
    }

    private static Endpoint to(String range) {
        return new Endpoint.Range(CidrSet.parse(range));
    }

    private static Map<String, Estates.Made<?>> peered(Object... changes) {
        return network(with(
                new Object[] {
                    "d",
                    FAR,
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", "pcx-1")),
                    "far",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", "pcx-1"))
                },
                changes));
    }

    @ParameterizedTest
    @MethodSource
    void byAddress(Endpoint from, Endpoint to, int port, Reachable expected, Map<String, Estates.Made<?>> parts) {
        Outcome outcome = Questions.of(estate(parts))
                .ask(from, to, ServiceRange.asked("tcp", port).orElseThrow());

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }
}
