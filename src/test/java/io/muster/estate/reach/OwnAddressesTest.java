package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A group that admits 52.1.1.1, the address of the account's own NAT gateway, of a host with a public address or of a load balancer before another one. */
class OwnAddressesTest {

    private static final String OWN = "52.1.1.1/32";
    private static final String OFFICE = "8.8.8.8/32";

    private static final MadeInterface PUBLIC = eni("eni-b")
            .of("i-b")
            .in("subnet-2")
            .privateIps("10.0.2.10")
            .publicIps("52.0.0.1")
            .groups("sg-b");

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of(List.of(OWN), EVERYONE, NO),
                Arguments.of(List.of(OWN), range(OWN), YES),
                Arguments.of(List.of(OWN), range(OFFICE), NO),
                Arguments.of(List.of(OWN, OFFICE), EVERYONE, YES),
                Arguments.of(List.of(OWN, OFFICE), range(OFFICE), YES),
                Arguments.of(List.of("pl-1"), EVERYONE, UNKNOWN),
                Arguments.of(List.of(OWN, "pl-1"), EVERYONE, UNKNOWN));
    }

    private static Endpoint range(String text) {
        return new Endpoint.Range(CidrSet.parse(text));
    }

    @ParameterizedTest(name = "{0}: from {1}")
    @MethodSource("questions")
    void ofAHost(List<String> admitted, Endpoint from, Reachable expected) {
        Outcome outcome = Questions.of(estate("sg-b", admitted)).ask(from, Hosts.host(PUBLIC), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: from {1}")
    @MethodSource("questions")
    void ofALoadBalancer(List<String> admitted, Endpoint from, Reachable expected) {
        Outcome outcome = Questions.of(estate("sg-lb", admitted)).ask(from, Hosts.host(Hosts.B), Hosts.SSH);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
    }

    /** A question that leaves out all addresses of a large region has as many ranges. */
    @ParameterizedTest
    @CsvSource({"8.8.8.8/32, 1", "52.1.1.1/32, 2", "0.0.0.0/0, 1"})
    void othersAreAskedForOnlyWhereTheseGetInAlone(String admitted, int expected) {
        // given
        Estate estate = estate("sg-b", List.of(admitted));
        Traffic question = Traffic.of(Hosts.SSH, Internet.PUBLIC);
        List<Traffic> asked = new ArrayList<>();

        // when
        OwnAddresses.of(estate).ofOthers(question, traffic -> {
            asked.add(traffic);
            Traffic in = traffic.among(CidrSet.parse(admitted));
            return in.isEmpty()
                    ? Outcome.blocked(new Hop(null, null, "nothing is admitted"))
                    : Outcome.open(new Hop(null, null, "admitted")).with(in, in);
        });

        // then
        assertThat(asked).hasSize(expected).first().isEqualTo(question);
    }

    private static Estate estate(String group, List<String> admitted) {
        MadeGroup admitting = group(group);
        admitted.forEach(one -> {
            if (one.startsWith("pl-")) {
                admitting.inFromList("tcp", 22, 22, one);
            } else {
                admitting.in("tcp", 22, 22, one);
            }
        });
        boolean isBalanced = group.equals("sg-lb");
        return Hosts.estate(Hosts.network(
                "table", mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("0.0.0.0/0", "igw-1")),
                "nat", eni("eni-nat").type("nat_gateway").in("subnet-1").publicIps("52.1.1.1"),
                "host", isBalanced ? Hosts.B : PUBLIC,
                "groupB", isBalanced ? group("sg-b").inFromGroup("sg-lb") : admitting,
                "groupOfBalancer", isBalanced ? admitting.out("-1", null, null, "0.0.0.0/0") : group("sg-lb"),
                "balancer",
                        balancer(
                                "app/x/1",
                                "application",
                                "internet-facing",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                listener(22, "HTTP", "app")),
                "targets", targets("app", "instance", 22, null, "i-b")));
    }
}
