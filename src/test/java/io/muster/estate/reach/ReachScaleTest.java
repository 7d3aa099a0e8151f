package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Reach of a region with 2,000 groups and 500 subnets. It says how long it took; {@code -Dmuster.reach.instances=100000}
 * asks for more instances than the tests take.
 */
class ReachScaleTest {

    private static final int GROUPS = 2_000;
    private static final int SUBNETS = 500;
    private static final int INSTANCES = Integer.getInteger("muster.reach.instances", 1_000);

    private final Random random = new Random(12);

    @Test
    void everyInterfaceOfALargeRegion() {
        // given
        List<Resource<NetworkInterface>> interfaces = new ArrayList<>();
        Estate estate = estate(interfaces);
        long before = System.nanoTime();

        // when
        long reached = interfaces.stream()
                .filter(eni -> Reach.of(estate).fromInternet(eni).reachable() == Reachable.YES)
                .count();

        // then
        System.out.printf(
                "%d instances, %d groups, %d subnets: %d ms, %d reached%n",
                INSTANCES, GROUPS, SUBNETS, (System.nanoTime() - before) / 1_000_000, reached);
        assertThat(reached).isBetween(1L, (long) INSTANCES - 1);
    }

    private Estate estate(List<Resource<NetworkInterface>> interfaces) {
        Estates made = Estates.estate().with(Network.gateway("igw-1", "vpc-1"));
        for (int i = 0; i < SUBNETS; i++) {
            String subnet = "subnet-" + i;
            made.with(
                    Network.subnet(subnet, "vpc-1", "10." + i / 256 + "." + i % 256 + ".0/24", null, "off"),
                    Network.table(
                            "rtb-" + i,
                            "vpc-1",
                            false,
                            List.of(subnet),
                            Network.route("10.0.0.0/8", "local"),
                            Network.route("0.0.0.0/0", i % 2 == 0 ? "igw-1" : "nat-1"),
                            Network.blackhole("8." + i % 256 + ".0.0/16", "tgw-1")),
                    Network.acl(
                            "acl-" + i,
                            List.of(subnet),
                            Network.in(90, false, "6", 3389, 3389, "0.0.0.0/0"),
                            Network.in(95, false, "-1", null, null, "9." + i % 256 + ".0.0/16"),
                            Network.in(100, true, "-1", null, null, "0.0.0.0/0"),
                            Network.out(100, true, "6", 1024, 65535, "0.0.0.0/0")));
        }
        for (int i = 0; i < GROUPS; i++) {
            made.with(groupOf(i));
        }
        for (int i = 0; i < INSTANCES; i++) {
            MadeInterface eni = MadeInterface.eni("eni-" + i)
                    .of("i-" + i)
                    .in("subnet-" + random.nextInt(SUBNETS))
                    .groups("sg-" + random.nextInt(GROUPS), "sg-" + random.nextInt(GROUPS));
            Resource<NetworkInterface> resource =
                    (i % 3 == 0 ? eni.publicIps("52.0." + i % 256 + "." + i / 256 % 256) : eni).resource();
            interfaces.add(resource);
            Estates.Made<NetworkInterface> kept = () -> resource;
            made.with(kept);
        }
        return made.build();
    }

    private static MadeGroup groupOf(int number) {
        MadeGroup group = MadeGroup.group("sg-" + number).inFromGroup("sg-0");
        for (int rule = 0; rule < 10; rule++) {
            int port = 20 + (number * 7 + rule * 131) % 9_000;
            group.in("tcp", port, port + rule, rule % 4 == 0 ? "0.0.0.0/0" : "10." + rule + ".0.0/16");
        }
        return group;
    }
}
