package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInterface;
import io.muster.estate.reach.PacketOracle.Entry;
import io.muster.estate.reach.PacketOracle.GroupRule;
import io.muster.estate.reach.PacketOracle.Way;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.Route;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** The sets of reachable packets against walking each packet of a small network, in both directions. */
class ReachPropertyTest {

    private static final List<String> LISTED = List.of("8.8.8.0/30", "8.8.8.8/31", "2600::4/127");
    private static final List<String> LISTED_TOO = List.of("8.8.8.0/30", "8.8.8.12/32");

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void agreesWithWalkingEveryPacket(@ForAll("networks") PacketOracle network) {
        // given
        Estate estate = estate(network);

        // when
        Exposed exposed = Reach.of(estate).fromInternet(interfaceOf(network).resource());

        // then
        for (String source : PacketOracle.SOURCES) {
            for (int protocol : PacketOracle.PROTOCOLS) {
                for (int port : PacketOracle.PORTS) {
                    List<Boolean> cases = network.reaches(source, protocol, port);
                    List<Boolean> bounds = List.of(
                            Network.holds(exposed.certain(), source, protocol, port),
                            Network.holds(exposed.possible(), source, protocol, port));
                    if (!bounds.equals(List.of(!cases.contains(false), cases.contains(true)))) {
                        fail("%s %d/%d is reached %s: certainly and possibly %s, in %s"
                                .formatted(source, protocol, port, cases, bounds, network));
                    }
                }
            }
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void theProofIsOfWhatIsAsked(@ForAll("networks") PacketOracle network) {
        // given
        Estate estate = estate(network);
        Reach reach = Reach.of(estate);

        // then
        for (String source : List.of("8.8.8.2", "8.8.8.9", "2600::5")) {
            int service = ServiceRange.TCP * ServiceRange.PROTOCOL_SIZE + 22;
            Traffic question = Traffic.of(new ServiceRange(service, service), CidrSet.parse(source));
            Outcome outcome = reach.askInternet(interfaceOf(network).resource(), question);
            List<Boolean> cases = network.reaches(source, ServiceRange.TCP, 22);
            assertThat(outcome.reachable())
                    .as("%s in %s", source, network)
                    .isEqualTo(
                            !cases.contains(false)
                                    ? Reachable.YES
                                    : cases.contains(true) ? Reachable.UNKNOWN : Reachable.NO);
            assertThat(outcome.blocking() != null).isEqualTo(outcome.reachable() == Reachable.NO);
            assertThat(outcome.missing().isEmpty()).isEqualTo(outcome.reachable() != Reachable.UNKNOWN);
        }
    }

    private static Estate estate(PacketOracle network) {
        List<NetworkAclEntry> entries = new ArrayList<>();
        network.aclIn().forEach(entry -> entries.add(entry(entry, false)));
        network.aclOut().forEach(entry -> entries.add(entry(entry, true)));
        MadeGroup first = MadeGroup.group("sg-1");
        MadeGroup second = MadeGroup.group("sg-2");
        for (int i = 0; i < network.rules().size(); i++) {
            add(i % 2 == 0 ? first : second, network.rules().get(i));
        }
        return Network.estate(
                network.attached() ? Network.gateway("igw-1", "vpc-1") : Network.gateway("igw-1", "vpc-2"),
                Network.subnet("subnet-1", "vpc-1", "10.0.0.0/24", "2600:1f00::/64", network.blockMode()),
                Network.table(
                        "rtb-1",
                        "vpc-1",
                        network.main(),
                        network.main() ? List.of() : List.of("subnet-1"),
                        network.ways().stream().map(ReachPropertyTest::route).toArray(Route[]::new)),
                Network.mainTable("rtb-2", "vpc-2", Network.route("0.0.0.0/0", "igw-1")),
                Network.acl("acl-1", List.of("subnet-1"), entries.toArray(NetworkAclEntry[]::new)),
                Made.prefixList("pl-1", "one", Estates.ACCOUNT, LISTED.toArray(String[]::new)),
                Made.prefixList("pl-2", "two", Estates.ACCOUNT, LISTED_TOO.toArray(String[]::new)),
                Made.unreadableList("pl-3", "unread", Estates.OTHER_ACCOUNT),
                Made.unreadableList("pl-4", "unread", Estates.OTHER_ACCOUNT),
                first,
                second);
    }

    private static void add(MadeGroup group, GroupRule rule) {
        if (rule.peer().startsWith("pl-")) {
            group.inFromList(rule.protocol(), rule.from(), rule.to(), rule.peer());
        } else {
            group.in(rule.protocol(), rule.from(), rule.to(), rule.peer());
        }
    }

    private static NetworkAclEntry entry(Entry entry, boolean egress) {
        return new NetworkAclEntry(
                entry.number(), egress, entry.allow(), entry.protocol(), entry.from(), entry.to(), entry.cidr());
    }

    private static Route route(Way way) {
        return new Route(way.destination(), way.target(), null, way.state(), way.propagated(), null, null);
    }

    private static MadeInterface interfaceOf(PacketOracle network) {
        MadeInterface eni = MadeInterface.eni("eni-1").of("i-1").groups("sg-1", "sg-2");
        if (network.ipv4()) {
            eni.publicIps("52.0.0.1");
        }
        return network.ipv6() ? eni.ipv6("2600:1f00::10") : eni;
    }

    @Provide
    Arbitrary<PacketOracle> networks() {
        return Combinators.combine(
                        ways().list().ofMaxSize(6),
                        entries(Arbitraries.of(22, 23)).list().ofMaxSize(5),
                        entries(Arbitraries.of(1023, 1024, 32768, 60999, 65535))
                                .list()
                                .ofMaxSize(4),
                        rules().list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of(true, true, true, false).tuple4(),
                        Arbitraries.of("off", "off", "off", null, "block-ingress", "block-bidirectional"))
                .as((ways, in, out, rules, flags, mode) -> new PacketOracle(
                        PacketOracle.distinct(ways),
                        PacketOracle.numbered(in),
                        PacketOracle.numbered(out),
                        rules,
                        flags.get1(),
                        flags.get2(),
                        flags.get3(),
                        flags.get4(),
                        mode,
                        LISTED,
                        LISTED_TOO));
    }

    private static Arbitrary<String> peers() {
        return Arbitraries.frequency(
                Tuple.of(6, "0.0.0.0/0"),
                Tuple.of(4, "::/0"),
                Tuple.of(1, "0.0.0.0/1"),
                Tuple.of(1, "8.8.8.0/29"),
                Tuple.of(1, "8.8.8.8/30"),
                Tuple.of(1, "8.8.8.9/32"),
                Tuple.of(1, "2600::4/126"),
                Tuple.of(1, "2600::/16"));
    }

    private static Arbitrary<Way> ways() {
        Arbitrary<String> destinations =
                Arbitraries.oneOf(peers(), peers(), peers(), Arbitraries.of("128.0.0.0/1", "pl-1", "pl-2", "pl-4"));
        return Combinators.combine(
                        destinations,
                        Arbitraries.of("igw-1", "igw-1", "igw-1", "nat-1", "tgw-1", "eigw-1", "local"),
                        Arbitraries.of("active", "active", "active", "blackhole", "filtered"),
                        Arbitraries.of(false, false, true))
                .as(Way::new)
                .filter(way -> !way.propagated() || !way.destination().equals("pl-4"));
    }

    private static Arbitrary<Entry> entries(Arbitrary<Integer> ends) {
        return Combinators.combine(
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of("-1", "-1", "6", "6", "17", "1"),
                        ends.tuple2(),
                        peers())
                .as((allow, protocol, ports, cidr) -> protocol.equals("6") || protocol.equals("17")
                        ? new Entry(
                                0,
                                allow,
                                protocol,
                                Math.min(ports.get1(), ports.get2()),
                                Math.max(ports.get1(), ports.get2()),
                                cidr)
                        : new Entry(0, allow, protocol, null, null, cidr));
    }

    private static Arbitrary<GroupRule> rules() {
        Arbitrary<String> named = Arbitraries.oneOf(peers(), peers(), peers(), Arbitraries.of("pl-1", "pl-2", "pl-3"));
        return Combinators.combine(
                        Arbitraries.of("-1", "tcp", "tcp", "6", "udp", "icmp", "47"),
                        Arbitraries.integers().between(21, 24).tuple2(),
                        named)
                .as((protocol, ports, peer) -> List.of("tcp", "6", "udp").contains(protocol)
                        ? new GroupRule(
                                protocol,
                                Math.min(ports.get1(), ports.get2()),
                                Math.max(ports.get1(), ports.get2()),
                                peer)
                        : new GroupRule(protocol, null, null, peer));
    }
}
