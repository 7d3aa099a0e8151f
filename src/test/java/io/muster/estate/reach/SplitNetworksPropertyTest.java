package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A network of one region and account, and the same in several, where it is told of all: what gets from host to host is the same. */
class SplitNetworksPropertyTest {

    private static final Scope HERE = Estates.REGION;
    private static final List<Scope> ONE = List.of(HERE, HERE, HERE);
    private static final List<List<Scope>> SPLIT = List.of(
            List.of(HERE, Scope.of(HERE.accountId(), "eu-west-1"), Scope.of(Estates.OTHER_ACCOUNT, "us-west-1")),
            List.of(HERE, Scope.of(Estates.OTHER_ACCOUNT, HERE.region()), HERE),
            List.of(HERE, HERE, Scope.of(HERE.accountId(), "eu-west-1")));

    @Property(tries = 150)
    void answersAreTheSame(@ForAll Random random) {
        long seed = random.nextLong();
        PeeredGateways whole = PeeredGateways.in(ONE, changes(new Random(seed), ONE));
        List<Scope> places = SPLIT.get(random.nextInt(SPLIT.size()));
        PeeredGateways split = PeeredGateways.in(places, changes(new Random(seed), places));
        for (int from = 1; from <= 3; from++) {
            for (int to = 1; to <= 3; to++) {
                if (from != to) {
                    Outcome one = whole.ask(from, to);
                    Outcome other = split.ask(from, to);

                    assertThat(other.reachable())
                            .as("%s to %s in %s: %s, %s", from, to, places, one, other)
                            .isEqualTo(one.reachable());
                }
            }
        }
    }

    /** Two hosts whose VPCs are peered, or attached to a transit gateway; of one region and account, and of two. */
    @Property(tries = 150)
    void answersOfTwoAreTheSame(@ForAll Random random) {
        long seed = random.nextLong();
        boolean isPeered = random.nextBoolean();
        boolean isOfOneRegion = random.nextBoolean();
        Scope place = isOfOneRegion || !isPeered ? FarHosts.OTHER_ACCOUNT : FarHosts.OTHER_REGION;

        Outcome one = pair(isPeered, HERE, new Random(seed)).inOneRegion();
        Outcome other = pair(isPeered, place, new Random(seed)).there();

        assertThat(other.reachable()).as("%s: %s, %s", place, one, other).isEqualTo(one.reachable());
    }

    /** The same where they are peered and attached, and packets of each direction take a way of their own. */
    @Property(tries = 150)
    void answersByOtherWaysAreTheSame(@ForAll Random random) {
        long seed = random.nextLong();

        Outcome one = byTwoWays(HERE, new Random(seed)).inOneRegion();
        Outcome other = byTwoWays(FarHosts.OTHER_ACCOUNT, new Random(seed)).there();

        assertThat(other.reachable()).as("%s, %s", one, other).isEqualTo(one.reachable());
    }

    private static FarHosts byTwoWays(Scope place, Random random) {
        Estates.Made<?> peering = PeeringParts.connection(
                "pcx-1",
                random.nextInt(6) == 0 ? "deleted" : "active",
                PeeringParts.side("vpc-1", HERE.accountId(), HERE.region(), "10.1.0.0/16"),
                PeeringParts.side("vpc-2", place.accountId(), place.region(), "10.2.0.0/16"));
        List<Object> changes = new ArrayList<>(List.of("peering", peering, "far peering", peering));
        for (int number = 1; number <= 2; number++) {
            String side = number == 1 ? "" : "far ";
            String way = random.nextBoolean() ? "pcx-1" : "tgw-1";
            changes.addAll(List.of(
                    side + "table",
                    mainTable(
                            "rtb-" + number,
                            "vpc-" + number,
                            route(PeeredGateways.range(number), "local"),
                            random.nextInt(6) == 0 ? Network.blackhole("10.0.0.0/8", way) : route("10.0.0.0/8", way))));
            if (random.nextBoolean()) {
                changes.addAll(List.of(
                        side + "acl", Network.acl("acl-" + number, List.of("subnet-" + number), entries(random))));
            }
        }
        if (random.nextInt(4) == 0) {
            changes.addAll(List.of(
                    "routes",
                    TransitParts.routes("tgw-rtb-1", "static", new String[] {"10.1.0.0/16", "vpc-1"}, new String[] {
                        "10.2.0.0/16", ""
                    })));
        }
        return FarHosts.attached(place, changes.toArray());
    }

    private static FarHosts pair(boolean isPeered, Scope place, Random random) {
        String way = isPeered ? "pcx-1" : "tgw-1";
        List<Object> changes = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            String side = number == 1 ? "" : "far ";
            int far = 3 - number;
            if (random.nextInt(3) == 0) {
                String range = List.of(
                                PeeredGateways.range(far),
                                "10." + far + ".1.0/25",
                                "10." + far + ".1.128/25",
                                "0.0.0.0/0")
                        .get(random.nextInt(4));
                changes.addAll(List.of(
                        side + "table",
                        mainTable(
                                "rtb-" + number,
                                "vpc-" + number,
                                route(PeeredGateways.range(number), "local"),
                                random.nextInt(5) == 0 ? Network.blackhole(range, way) : route(range, way))));
            }
            if (random.nextInt(3) == 0) {
                changes.addAll(List.of(
                        side + "acl", Network.acl("acl-" + number, List.of("subnet-" + number), entries(random))));
            }
            if (random.nextInt(3) == 0) {
                changes.addAll(List.of(
                        side + "group",
                        group("sg-" + number).in("tcp", 22, 22, some(random)).out("tcp", 22, 22, some(random))));
            }
        }
        return isPeered ? FarHosts.peered(place, changes.toArray()) : FarHosts.attached(place, changes.toArray());
    }

    private static Object[] changes(Random random, List<Scope> places) {
        List<Object> changes = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            if (random.nextInt(4) == 0) {
                changes.addAll(List.of(
                        "table " + number, mainTable("rtb-" + number, "vpc-" + number, vpcRoutes(random, number))));
            }
            if (random.nextInt(4) == 0) {
                changes.addAll(List.of(
                        "acl " + number, Network.acl("acl-" + number, List.of("subnet-" + number), entries(random))));
            }
            if (random.nextInt(5) == 0) {
                changes.addAll(List.of(
                        "group " + number,
                        group("sg-" + number).in("tcp", 22, 22, some(random)).out("tcp", 22, 22, some(random))));
            }
            if (random.nextInt(3) == 0) {
                changes.addAll(List.of(PeeredGateways.routed(number, gatewayRoutes(random, number))));
            }
            if (random.nextInt(3) == 0) {
                String other = "subnet-" + number + number;
                changes.addAll(List.of(
                        "attachment " + number,
                        PeeredGateways.attachment(
                                places,
                                number,
                                "tgw-attach-" + number,
                                "vpc",
                                "vpc-" + number,
                                number,
                                "vpcOptions",
                                Parts.of(
                                        TransitGatewayVpcOptions.class,
                                        "subnetIds",
                                        List.of(random.nextBoolean() ? "subnet-" + number : other))),
                        "othersubnet " + number,
                        FarEstates.subnet(
                                other,
                                "vpc-" + number,
                                "10." + number + ".77.0/24",
                                places.get(number - 1).accountId()),
                        "otheracl " + number,
                        Network.acl("acl-" + number + number, List.of(other), entries(random))));
            }
        }
        return changes.toArray();
    }

    private static Route[] vpcRoutes(Random random, int number) {
        List<Route> routes = new ArrayList<>(List.of(route(PeeredGateways.range(number), "local")));
        for (int other = 1; other <= 3; other++) {
            if (other != number && random.nextInt(3) != 0) {
                String range = random.nextBoolean() ? PeeredGateways.range(other) : "10." + other + ".1.0/24";
                String target = "tgw-" + number;
                routes.add(random.nextInt(6) == 0 ? Network.blackhole(range, target) : route(range, target));
            }
        }
        return routes.toArray(Route[]::new);
    }

    private static NetworkAclEntry[] entries(Random random) {
        List<NetworkAclEntry> entries = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            entries.add(in(number, random.nextBoolean(), random.nextBoolean() ? "6" : "-1", null, null, some(random)));
            entries.add(out(number, random.nextBoolean(), random.nextBoolean() ? "6" : "-1", null, null, some(random)));
        }
        entries.add(in(9, random.nextInt(3) != 0, "-1", null, null, "0.0.0.0/0"));
        entries.add(out(9, random.nextInt(3) != 0, "-1", null, null, "0.0.0.0/0"));
        return entries.toArray(NetworkAclEntry[]::new);
    }

    private static String some(Random random) {
        return List.of("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.3.1.100/32")
                .get(random.nextInt(5));
    }

    private static String[] gatewayRoutes(Random random, int number) {
        Map<String, String> routes = new TreeMap<>();
        List<String> targets =
                List.of("vpc-" + number, "tgw-attach-p" + number, "tgw-attach-p" + (number - 1), "vpc-" + number);
        for (int other = 1; other <= 3; other++) {
            if (random.nextInt(5) != 0) {
                String range = random.nextInt(3) == 0 ? "10." + other + ".1.0/25" : PeeredGateways.range(other);
                routes.put(
                        range,
                        random.nextInt(4) == 0
                                ? targets.get(random.nextInt(targets.size()))
                                : other == number
                                        ? "vpc-" + number
                                        : other < number ? "tgw-attach-p" + (number - 1) : "tgw-attach-p" + number);
            }
        }
        return routes.entrySet().stream()
                .flatMap(one -> Stream.of(one.getKey(), one.getValue()))
                .toArray(String[]::new);
    }
}
