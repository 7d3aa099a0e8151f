package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.SmallVpc.network;
import static io.muster.estate.reach.SmallVpc.publicBalancer;
import static io.muster.estate.reach.SmallVpc.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where several ways get through, what is admitted is that of all of them. */
class AdmittedByAllWaysTest {

    private static final ServiceRange TCP = ServiceRange.protocol(ServiceRange.TCP);

    private static Outcome ask(Map<String, Estates.Made<?>> parts, Endpoint from, String eni) {
        return SmallVpc.into(parts, from, eni, TCP);
    }

    @Test
    void theInternetByThePublicAddressAndALoadBalancer() {
        Outcome outcome = ask(
                network(
                        "balancer",
                        publicBalancer(443),
                        "groupOfBalancer",
                        group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                        "group",
                        group("sg-1")
                                .in("tcp", 22, 22, "0.0.0.0/0")
                                .inFromGroup("sg-lb")
                                .out("-1", null, null, "0.0.0.0/0"),
                        "targets",
                        targets("tg", "instance", 8080, null, "i-a")),
                EVERYONE,
                "eni-a");

        assertThat(outcome.toString()).contains("app/x/1");
        assertThat(ExposedPorts.of(outcome.admitted()))
                .extracting(ExposedPorts::fromPort)
                .containsExactly(22, 8080);
    }

    @Test
    void aHostByBothFamilies() {
        // given
        Map<String, Estates.Made<?>> parts = network(
                "a",
                eni("eni-a")
                        .of("i-a")
                        .in("subnet-1")
                        .privateIps("10.0.1.10")
                        .ipv6("2600:1f00:0:1::10")
                        .groups("sg-1"),
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .privateIps("10.0.2.10")
                        .ipv6("2600:1f00:0:2::10")
                        .groups("sg-1"));

        // when
        Outcome outcome = SmallVpc.between(parts, "eni-a", "eni-b");

        // then
        assertThat(outcome.admitted().peers()).isEqualTo(CidrSet.parse("10.0.1.10", "2600:1f00:0:1::10"));
    }

    @Test
    void twoInterfacesOfAHost() {
        // given
        Estate estate = Hosts.estate(network(
                "c",
                eni("eni-c").of("i-a").in("subnet-2").privateIps("10.0.2.20").groups("sg-1")));
        Endpoint both = new Endpoint.Host(List.of(
                held(estate, "eni-a").interfaces().get(0),
                held(estate, "eni-c").interfaces().get(0)));

        // when
        Outcome outcome = Questions.of(estate).ask(both, ReachCase.host(estate, "eni-b"), TCP);

        // then
        assertThat(outcome.admitted().peers()).isEqualTo(CidrSet.parse("10.0.1.10", "10.0.2.20"));
    }

    private static Endpoint.Host held(Estate estate, String id) {
        return (Endpoint.Host) ReachCase.host(estate, id);
    }

    @Test
    void aHostToAddressesOfBothFamilies() {
        // given
        Map<String, Estates.Made<?>> parts = network(
                "b",
                eni("eni-b")
                        .of("i-b")
                        .in("subnet-2")
                        .privateIps("10.0.2.10")
                        .ipv6("2600:1f00:0:2::10")
                        .groups("sg-1"),
                "privateTable",
                mainTable(
                        "rtb-2",
                        "vpc-1",
                        route("10.0.0.0/16", "local"),
                        route("2600:1f00::/56", "local"),
                        route("0.0.0.0/0", "nat-1"),
                        route("::/0", "igw-1")));
        CidrSet both = CidrSet.parse("9.9.9.9", "2620:fe::9");

        // when
        Outcome outcome = SmallVpc.out(parts, "eni-b", new Endpoint.Range(both), TCP);

        // then
        assertThat(outcome.admitted().peers()).isEqualTo(both);
    }

    @Test
    void privateSourcesAreShown() {
        Outcome outcome =
                ask(network("group", group("sg-1").in("tcp", 22, 22, "10.0.2.0/24")), range("10.0.0.0/16"), "eni-a");

        assertThat(ExposedPorts.ofAll(outcome.admitted()))
                .containsExactly(new ExposedPorts("tcp", 22, 22, List.of("10.0.2.0/24")));
    }
}
