package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.SmallVpc.ZONE;
import static io.muster.estate.reach.SmallVpc.subnet;
import static io.muster.estate.reach.SmallVpc.vpc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NetworkAcl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What gets from one instance to another in networks of the shape of those that the acceptance tests of luhring/reach make in AWS, in words of our own.
 *
 * @see <a href="https://github.com/luhring/reach/blob/master/reach/analyzer/analyzer_test.go">The tests</a>
 */
class AnalyzedByReachTest {

    private static final Map<String, ServiceRange> SERVICES = Map.of(
            "ssh", service("tcp", 22),
            "https", service("tcp", 443),
            "postgres", service("tcp", 5432),
            "smtp", service("tcp", 25),
            "dns", service("udp", 53),
            "ntp", service("udp", 123),
            "esp", service("50", null),
            "echo", service("icmp", null));

    private static final List<String> ALL = SERVICES.keySet().stream().sorted().toList();

    private static ServiceRange service(String protocol, Integer port) {
        return ServiceRange.asked(protocol, port).orElseThrow();
    }

    static Stream<Arguments> inOneSubnet() {
        Estates.Made<?> none = group("sg-none");
        Estates.Made<?> udpToMembers = group("sg-out-udp").outToGroup("sg-none");
        Estates.Made<?> everything = group("sg-out").out("-1", null, null, "0.0.0.0/0");
        return Stream.of(
                row("no rules", List.of(), none),
                row(
                        "several protocols",
                        List.of("dns", "esp", "ssh"),
                        none,
                        udpToMembers,
                        group("sg-out-tcp").out("tcp", 0, 65535, "0.0.0.0/0"),
                        group("sg-out-esp").out("50", null, null, "0.0.0.0/0"),
                        group("sg-in-dns").in("udp", 53, 53, "10.0.1.10/32"),
                        group("sg-in-esp").in("50", null, null, "0.0.0.0/0"),
                        group("sg-in-ssh").in("tcp", 22, 22, "0.0.0.0/0")),
                row(
                        "addresses of each other",
                        List.of("https"),
                        group("sg-out-https").out("tcp", 443, 443, "10.0.1.20/32"),
                        group("sg-in-https").in("tcp", 443, 443, "10.0.1.10/32")),
                row("SSH alone", List.of("ssh"), everything, group("sg-in-ssh").in("tcp", 22, 22, "0.0.0.0/0")),
                row("everything", ALL, everything, group("sg-in").in("-1", null, null, "0.0.0.0/0")),
                row(
                        "members of a group that both carry",
                        ALL,
                        everything,
                        group("sg-none"),
                        group("sg-in-members").inFromGroup("sg-none")));
    }

    static Stream<Arguments> inTwoSubnets() {
        Estates.Made<?> outAll = group("sg-out").out("-1", null, null, "0.0.0.0/0");
        Estates.Made<?> inAll = group("sg-in").in("-1", null, null, "0.0.0.0/0");
        Estates.Made<NetworkAcl> tcp = acl(
                "acl-tcp",
                List.of("subnet-1", "subnet-2"),
                in(100, true, "6", 0, 65535, "0.0.0.0/0"),
                out(100, true, "6", 0, 65535, "0.0.0.0/0"));
        return Stream.of(
                row("open ACLs", ALL, openAcl("acl-1", "subnet-1", "subnet-2"), outAll, inAll),
                row("ACLs without rules", List.of(), acl("acl-1", List.of("subnet-1", "subnet-2")), outAll, inAll),
                row(
                        "ACLs and groups of different protocols",
                        List.of(),
                        tcp,
                        group("sg-out").out("50", null, null, "0.0.0.0/0"),
                        inAll),
                row("ACLs of TCP", List.of("https", "postgres", "smtp", "ssh"), tcp, outAll, inAll),
                row(
                        "tightened ACLs",
                        List.of("postgres"),
                        acl(
                                "acl-source",
                                List.of("subnet-1"),
                                out(100, true, "6", 5432, 5432, "10.0.2.0/24"),
                                in(100, true, "6", 0, 65535, "10.0.2.0/24")),
                        acl(
                                "acl-destination",
                                List.of("subnet-2"),
                                in(100, true, "6", 5432, 5432, "10.0.1.0/24"),
                                out(100, true, "6", 0, 65535, "10.0.1.0/24")),
                        outAll,
                        inAll));
    }

    private static Arguments row(String name, List<String> services, Estates.Made<?>... parts) {
        return argumentSet(name, services, List.of(parts));
    }

    @ParameterizedTest
    @MethodSource
    void inOneSubnet(List<String> services, List<Estates.Made<?>> parts) {
        assertThat(reached("subnet-1", "10.0.1.20", parts)).isEqualTo(services);
    }

    @ParameterizedTest
    @MethodSource
    void inTwoSubnets(List<String> services, List<Estates.Made<?>> parts) {
        assertThat(reached("subnet-2", "10.0.2.20", parts)).isEqualTo(services);
    }

    /** The services that get through for certain; of the others, it is certain that they do not. */
    private static List<String> reached(String subnet, String address, List<Estates.Made<?>> parts) {
        Estate estate = estate(subnet, address, parts);
        Endpoint from = ReachCase.host(estate, "eni-from");
        Endpoint to = ReachCase.host(estate, "eni-to");
        return SERVICES.keySet().stream()
                .filter(name -> {
                    Outcome outcome = Questions.of(estate).ask(from, to, SERVICES.get(name));
                    assertThat(outcome.reachable()).as("%s: %s", name, outcome).isNotEqualTo(Reachable.UNKNOWN);
                    return outcome.reachable() == Reachable.YES;
                })
                .sorted()
                .toList();
    }

    private static Estate estate(String subnet, String address, List<Estates.Made<?>> parts) {
        String[] groups = parts.stream()
                .map(part -> part.resource().resourceId())
                .filter(id -> id.startsWith("sg-"))
                .toArray(String[]::new);
        List<Estates.Made<?>> all = new ArrayList<>(parts);
        all.addAll(Arrays.asList(
                vpc("vpc-1", "10.0.0.0/16"),
                subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, ZONE),
                subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, ZONE),
                mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local")),
                eni("eni-from")
                        .of("i-from")
                        .in("subnet-1")
                        .privateIps("10.0.1.10")
                        .groups(groups),
                eni("eni-to").of("i-to").in(subnet).privateIps(address).groups(groups)));
        return Network.estate(all.toArray(Estates.Made[]::new));
    }
}
