package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network in which port 22 of an interface is reached from the internet, and the traps that a test lays there: each
 * subject has them in a static method {@code traps}.
 */
abstract class ReachWays {

    static final String SOURCE = "8.8.8.8";
    static final Route[] DEFAULT = {route("10.0.0.0/16", "local"), route("0.0.0.0/0", "igw-1")};

    /** A network in which the interface is reached, part by part; a test replaces a part, or adds one. */
    static Map<String, Estates.Made<?>> network() {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("subnet", subnet("subnet-1"));
        parts.put("table", table("rtb-1", "vpc-1", false, List.of("subnet-1"), DEFAULT));
        parts.put("acl", openAcl("acl-1", "subnet-1"));
        parts.put("group", group("sg-1").in("tcp", 22, 22, "0.0.0.0/0"));
        return parts;
    }

    static MadeInterface reached() {
        return eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1");
    }

    static Map<String, Estates.Made<?>> with(Object... changes) {
        return Network.changed(network(), changes);
    }

    static Arguments row(
            String trap, Map<String, Estates.Made<?>> parts, MadeInterface eni, Reachable expected, String why) {
        return argumentSet(trap, parts, eni, expected, why);
    }

    static Arguments row(String trap, Map<String, Estates.Made<?>> parts, Reachable expected, String why) {
        return row(trap, parts, reached(), expected, why);
    }

    static Map<String, Estates.Made<?>> routes(Route... routes) {
        return with("table", table("rtb-1", "vpc-1", false, List.of("subnet-1"), routes));
    }

    @ParameterizedTest
    @MethodSource("traps")
    void theHopThatDecidesIsNamed(
            Map<String, Estates.Made<?>> parts, MadeInterface eni, Reachable expected, String why) {
        Outcome outcome = ask(Network.estate(parts.values().toArray(Estates.Made[]::new)), eni, SOURCE);

        assertThat(outcome.reachable()).as("%s", outcome).isEqualTo(expected);
        assertThat(outcome.toString()).contains(why);
    }

    static Outcome ask(Estate estate, MadeInterface eni, String source) {
        int ssh = ServiceRange.TCP * ServiceRange.PROTOCOL_SIZE + 22;
        return Reach.of(estate)
                .askInternet(eni.resource(), Traffic.of(new ServiceRange(ssh, ssh), CidrSet.parse(source)));
    }
}
