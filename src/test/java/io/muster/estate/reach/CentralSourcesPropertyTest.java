package io.muster.estate.reach;

import static io.muster.estate.reach.HubNetworks.ANY;
import static io.muster.estate.reach.HubNetworks.BACK;
import static io.muster.estate.reach.HubNetworks.LOCAL;
import static io.muster.estate.reach.HubNetworks.TO_INTERNET;
import static io.muster.estate.reach.HubNetworks.TWO_SUBNETS;
import static io.muster.estate.reach.HubNetworks.home;
import static io.muster.estate.reach.HubNetworks.routes;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A host behind NAT gateways of another VPC, against all packets that it may send: by each subnet of the attachment, from each public address of the NAT
 * gateway that the subnet leads to.
 */
class CentralSourcesPropertyTest {

    /** @param gateways those that the subnets of the attachment lead to, 0 for none, else the number of the NAT gateway */
    private record Hub(
            boolean isLed,
            boolean isBlackhole,
            boolean isOut,
            boolean isBack,
            List<Integer> gateways,
            List<String> ips) {

        static Hub any(Random random) {
            int subnets = 1 + random.nextInt(2);
            return new Hub(
                    random.nextInt(6) > 0,
                    random.nextInt(6) == 0,
                    random.nextInt(6) > 0,
                    random.nextInt(6) > 0,
                    Stream.generate(() -> Math.min(2, random.nextInt(8)))
                            .limit(subnets)
                            .toList(),
                    List.of("52.0.0." + (8 + random.nextInt(4)), "52.0.0." + (8 + random.nextInt(4))));
        }

        /** Whether each of the packets that the host may send arrives. */
        List<Boolean> packets(String admitted) {
            List<Boolean> arriving = new ArrayList<>();
            for (int gateway : gateways) {
                boolean isTranslated = isLed && !isBlackhole && gateway > 0 && isOut && isBack;
                arriving.add(
                        isTranslated && CidrSet.parse(admitted).covers(CidrSet.parse(ips.get(gateway - 1) + "/32")));
            }
            return arriving;
        }

        Object[] changes() {
            List<Object> changes = new ArrayList<>();
            if (gateways.size() == 2) {
                changes.add(TWO_SUBNETS);
                changes.addAll(List.of("hub other table", entry("rtb-7", "subnet-7", gateways.get(1))));
            }
            changes.addAll(List.of(
                    "hub table",
                    entry("rtb-9", "subnet-9", gateways.get(0)),
                    "hub nat",
                    CentralShops.nat("nat-1", ips.get(0)),
                    "hub other nat",
                    CentralShops.nat("nat-2", ips.get(1)),
                    "hub nat table",
                    home(Stream.of(
                                    Stream.of(LOCAL),
                                    Stream.of(TO_INTERNET).filter(k -> isOut),
                                    Stream.of(BACK).filter(k -> isBack))
                            .flatMap(one -> one)
                            .toArray(Route[]::new)),
                    "hub routes",
                    isBlackhole
                            ? routes(ANY, "vpc-9", "52.0.0.0/24", "", "10.1.0.0/16", "vpc-1")
                            : isLed
                                    ? routes(ANY, "vpc-9", "10.1.0.0/16", "vpc-1")
                                    : routes("10.9.0.0/16", "vpc-9", "10.1.0.0/16", "vpc-1")));
            return changes.toArray();
        }

        private static Estates.Made<?> entry(String id, String subnet, int gateway) {
            return gateway == 0
                    ? table(id, "vpc-9", false, List.of(subnet), LOCAL)
                    : table(id, "vpc-9", false, List.of(subnet), LOCAL, route(ANY, "nat-" + gateway));
        }
    }

    @Property(tries = 300)
    void answersAreThoseOfThePackets(@ForAll Random random) {
        Hub hub = Hub.any(random);
        String admitted = "52.0.0." + (8 + random.nextInt(4)) + "/"
                + List.of(32, 31, 30, 24, 0).get(random.nextInt(5));
        List<Boolean> packets = hub.packets(admitted);

        for (Outcome outcome : List.of(
                CentralShops.inOneAccount(admitted, hub.changes()),
                CentralShops.inTwoAccounts(admitted, hub.changes()))) {
            assertThat(outcome.reachable())
                    .as("%s, %s: %s", hub, admitted, outcome)
                    .isIn(packets.contains(true) ? packets.contains(false) ? UNKNOWN : YES : NO, UNKNOWN);
        }
        boolean isFollowed = hub.isLed()
                && !hub.isBlackhole()
                && hub.isOut()
                && hub.isBack()
                && !hub.gateways().contains(0);
        if (isFollowed && packets.stream().distinct().count() == 1) {
            assertThat(CentralShops.inOneAccount(admitted, hub.changes()).reachable())
                    .as("%s, %s", hub, admitted)
                    .isNotEqualTo(UNKNOWN);
        }
    }
}
