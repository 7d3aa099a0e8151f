package io.muster.estate.reach;

import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.SmallVpc.network;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.Route;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the tests of AWS's explanation codes share: a row is a network in which nothing else blocks the path. */
final class Explained {

    private Explained() {}

    /** @param asked a protocol, and a port where it has any */
    static void check(
            Map<String, Estates.Made<?>> parts, Object from, Object to, String asked, Reachable expected, String why) {
        Estate estate = Hosts.estate(parts);
        String[] service = asked.split(" ", -1);
        ServiceRange services = ServiceRange.asked(service[0], service.length > 1 ? Integer.valueOf(service[1]) : null)
                .orElseThrow();

        Outcome outcome = Questions.of(estate).ask(side(estate, from), side(estate, to), services);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    private static Endpoint side(Estate estate, Object side) {
        return side instanceof Endpoint endpoint ? endpoint : ReachCase.host(estate, (String) side);
    }

    static Arguments row(
            String code, Map<String, ?> parts, Object from, Object to, String asked, Reachable expected, String why) {
        return Arguments.of(code, parts, from, to, asked, expected, why);
    }

    static MadeInterface host(String name, String subnet, String address) {
        return eni("eni-" + name).of("i-" + name).in(subnet).privateIps(address).groups("sg-1");
    }

    /** Of the private subnet, which is the main one. */
    static Estates.Made<?> privateTable(Route... routes) {
        return mainTable(
                "rtb-2",
                "vpc-1",
                Stream.concat(Stream.of(route("10.0.0.0/16", "local")), Stream.of(routes))
                        .toArray(Route[]::new));
    }

    static Map<String, Estates.Made<?>> with(Object[] changes, Object... more) {
        return network(Network.with(changes, more));
    }
}
