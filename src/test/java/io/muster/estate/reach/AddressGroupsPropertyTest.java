package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.natGateway;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** The answers for the addresses that stand for others, against those for every address of the one interface to every address of the other. */
class AddressGroupsPropertyTest {

    private static final ServiceRange TCP = ServiceRange.protocol(ServiceRange.TCP);
    private static final List<String> PARTS =
            List.of("0/24", "0/25", "16/28", "18/32", "19/32", "32/28", "36/30", "40/29", "48/28", "64/26", "64/32");

    @Property(tries = 400)
    void eachAddressHasTheAnswerOfTheOneThatStandsForIt(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        Estate estate = world(random).build();
        Resource<NetworkInterface> from =
                estate.stored(NetworkInterface.class, "eni-a").orElseThrow();
        Resource<NetworkInterface> to = estate.stored(
                        NetworkInterface.class, pick(random, "eni-b", "eni-c", "eni-d", "eni-x"))
                .orElseThrow();

        // when
        List<AddressGroups.Pair> pairs =
                AddressGroups.of(estate).pairs(from, to).toList();

        // then
        assertThat(product(from, to)).containsExactlyInAnyOrderElementsOf(covered(pairs));
        for (AddressGroups.Pair pair : pairs) {
            Outcome first =
                    ask(estate, from, pair.source().first(), to, pair.target().first());
            for (List<Cidr> each : each(pair)) {
                Outcome one = ask(estate, from, each.get(0), to, each.get(1));
                assertThat(one.reachable())
                        .as("%s: %s and %s", each, first, one)
                        .isEqualTo(first.reachable());
                assertThat(pair.source().told(first).admitted().among(CidrSet.of(each.get(0))))
                        .isEqualTo(one.admitted());
            }
            Statistics.label("answer")
                    .collect(first.reachable())
                    .coverage(coverage -> List.of(Reachable.values())
                            .forEach(answer -> coverage.check(answer).count(count -> count > 0)));
        }
        Statistics.label("several groups")
                .collect(pairs.size() > 1)
                .coverage(coverage -> coverage.check(true).count(count -> count > 0));
    }

    private static Outcome ask(
            Estate estate,
            Resource<NetworkInterface> from,
            Cidr source,
            Resource<NetworkInterface> to,
            Cidr destination) {
        return new HostPair(estate, from, source, to, destination).passage().ask(Traffic.of(TCP, CidrSet.of(source)));
    }

    private static List<List<Cidr>> product(Resource<NetworkInterface> from, Resource<NetworkInterface> to) {
        return product(
                CidrSet.of(HostPair.ranges(from).toList()),
                CidrSet.of(HostPair.ranges(to).toList()));
    }

    private static List<List<Cidr>> covered(List<AddressGroups.Pair> pairs) {
        return pairs.stream().flatMap(pair -> each(pair).stream()).toList();
    }

    private static List<List<Cidr>> each(AddressGroups.Pair pair) {
        return product(pair.source().all(), pair.target().all());
    }

    private static List<List<Cidr>> product(CidrSet sources, CidrSet targets) {
        return singles(sources)
                .flatMap(source -> singles(targets).map(target -> List.of(source, target)))
                .toList();
    }

    private static Stream<Cidr> singles(CidrSet addresses) {
        List<Cidr> all = new ArrayList<>();
        CidrSet left = addresses;
        while (!left.isEmpty()) {
            Cidr first = left.first().orElseThrow();
            all.add(first);
            left = left.minus(CidrSet.of(first));
        }
        return all.stream();
    }

    private static Estates world(Random random) {
        return Estates.estate()
                .with(
                        SmallVpc.vpc("vpc-1", "10.0.0.0/16"),
                        SmallVpc.vpc("vpc-2", "10.9.0.0/16"),
                        subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"),
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"),
                        subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                        PeeringParts.ofTwoVpcs("active"),
                        TransitParts.attachment("tgw-attach-of-vpc-1", "vpc", "vpc-1", "tgw-rtb-1"),
                        TransitParts.attachment("tgw-attach-of-vpc-2", "vpc", "vpc-2", "tgw-rtb-1"),
                        TransitParts.routes(
                                "tgw-rtb-1",
                                "static",
                                new String[] {"10.0.0.0/16", "vpc-1"},
                                new String[] {"10.9.0.0/16", "vpc-2"},
                                new String[] {range("10.9.0.", random), ""},
                                new String[] {range("10.0.1.", random), pick(random, "", "vpc-1", "vpc-2")}),
                        acl("acl-1", List.of("subnet-1", "subnet-9"), entries(random)),
                        acl("acl-2", List.of("subnet-2"), entries(random)),
                        gateway(),
                        eni("eni-x")
                                .of("i-x")
                                .in("subnet-2")
                                .privateIps("10.0.2.9", "10.0.2.18")
                                .sourceDestCheck(random.nextBoolean())
                                .groups("sg-b"))
                .with(tables(random))
                .with(hosts(random));
    }

    private static Estates.Made<?>[] tables(Random random) {
        return new Estates.Made<?>[] {
            table(
                    "rtb-1",
                    "vpc-1",
                    false,
                    List.of("subnet-1"),
                    route("10.0.0.0/16", "local"),
                    route("10.9.0.0/16", pick(random, "pcx-1", "tgw-1", "nat-1")),
                    route(range("10.9.0.", random), pick(random, "pcx-1", "tgw-1", "nat-1", "eni-x")),
                    route(
                            pick(random, "10.0.2.0/25", range("10.0.2.", random)),
                            pick(random, "eni-x", "nat-1", "local", "i-x"))),
            mainTable(
                    "rtb-2",
                    "vpc-1",
                    route("10.0.0.0/16", "local"),
                    route("10.9.0.0/16", pick(random, "pcx-1", "tgw-1"))),
            mainTable(
                    "rtb-9",
                    "vpc-2",
                    route("10.9.0.0/16", "local"),
                    route("10.0.2.0/24", pick(random, "pcx-1", "tgw-1")),
                    route(range("10.0.1.", random), pick(random, "pcx-1", "tgw-1")))
        };
    }

    private static Estates.Made<?> gateway() {
        return natGateway(
                "connectivityType",
                "private",
                "subnetId",
                "subnet-2",
                "addresses",
                List.of(Parts.of(NatGatewayAddress.class, "privateIp", "10.0.2.65")));
    }

    private static Estates.Made<?>[] hosts(Random random) {
        return new Estates.Made<?>[] {
            host("eni-a", "vpc-1", "subnet-1", "10.0.1.", "sg-a", random),
            host("eni-b", "vpc-1", "subnet-2", "10.0.2.", "sg-b", random),
            host("eni-c", "vpc-1", "subnet-1", "10.0.1.", "sg-b", random),
            host("eni-d", "vpc-2", "subnet-9", "10.9.0.", "sg-b", random),
            made("sg-a", random),
            made("sg-b", random)
        };
    }

    private static MadeInterface host(
            String id, String vpc, String subnet, String network, String group, Random random) {
        String[] addresses = IntStream.range(0, 1 + random.nextInt(5))
                .map(n -> 16 + random.nextInt(56))
                .distinct()
                .mapToObj(n -> network + n)
                .toArray(String[]::new);
        MadeInterface made = eni(id).of("i-" + id)
                .inVpc(vpc)
                .in(subnet)
                .privateIps(addresses)
                .groups(group);
        return random.nextBoolean() ? made : made.ipv4Prefixes(network + pick(random, "32/28", "96/28"));
    }

    private static MadeGroup made(String id, Random random) {
        MadeGroup group = group(id);
        for (int n = 0; n < 1 + random.nextInt(3); n++) {
            group.in("tcp", 20 + random.nextInt(2), 23, range(random));
            group.out("tcp", 20, 22 + random.nextInt(2), random.nextInt(4) > 0 ? "0.0.0.0/0" : range(random));
        }
        return random.nextInt(4) == 0 ? group.inFromGroup("sg-a") : group;
    }

    private static NetworkAclEntry[] entries(Random random) {
        Stream<NetworkAclEntry> some = IntStream.range(0, random.nextInt(3))
                .mapToObj(n -> random.nextBoolean()
                        ? in(10 + n, random.nextBoolean(), "-1", null, null, range(random))
                        : out(10 + n, random.nextBoolean(), "-1", null, null, range(random)));
        return Stream.concat(
                        some,
                        Stream.of(
                                in(100, true, "-1", null, null, "0.0.0.0/0"),
                                out(100, true, "-1", null, null, "0.0.0.0/0")))
                .toArray(NetworkAclEntry[]::new);
    }

    private static String range(Random random) {
        return range(pick(random, "10.0.1.", "10.0.2.", "10.9.0."), random);
    }

    private static String range(String network, Random random) {
        return network + PARTS.get(random.nextInt(PARTS.size()));
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
