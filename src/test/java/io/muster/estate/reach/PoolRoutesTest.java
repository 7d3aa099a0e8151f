package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.blackhole;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** The route table of a pool of public addresses sends these to an interface that has no public address of its own. */
class PoolRoutesTest extends ReachWays {

    private static final String POOL = "ipv4pool-ec2-1";
    private static final MadeInterface UNNAMED = eni("eni-1").of("i-1").groups("sg-1");
    private static final Route TO_INTERFACE = route("52.9.0.0/24", "eni-1");

    static Stream<Arguments> traps() {
        return Stream.of(
                row("no table of a pool", with(), UNNAMED, NO, "no public IPv4 address"),
                row("a pool's table sends to it", with("pool", table(TO_INTERFACE, POOL)), UNNAMED, UNKNOWN, "rtb-p"),
                row("a table of no pool does", with("pool", table(TO_INTERFACE)), UNNAMED, NO, "no public"),
                row(
                        "to another interface",
                        with("pool", table(route("52.9.0.0/24", "eni-2"), POOL)),
                        UNNAMED,
                        NO,
                        "no public"),
                row(
                        "a blackhole",
                        with("pool", table(blackhole("52.9.0.0/24", "eni-1"), POOL)),
                        UNNAMED,
                        NO,
                        "no public"),
                row(
                        "its group admits nothing",
                        with("pool", table(TO_INTERFACE, POOL), "group", group("sg-1")),
                        UNNAMED,
                        NO,
                        "sg-1"),
                row("it has an address besides", with("pool", table(TO_INTERFACE, POOL)), reached(), YES, "52.0.0.1"));
    }

    @Test
    void theExposureOfTheInterfaceIsTheSame() {
        // given
        Estate estate =
                Network.estate(with("pool", table(TO_INTERFACE, POOL)).values().toArray(Estates.Made[]::new));

        // then
        assertThat(Reach.of(estate).fromInternet(UNNAMED.resource()).reachable())
                .isEqualTo(UNKNOWN);
    }

    private static Estates.Made<RouteTable> table(Route route, String... pools) {
        return Made.of(
                "rtb-p",
                new RouteTable(
                        "vpc-1",
                        false,
                        List.of(),
                        List.of("igw-1"),
                        List.of(route("10.0.0.0/16", "local"), route),
                        Estates.ACCOUNT,
                        pools.length == 0 ? null : List.of(pools)));
    }
}
