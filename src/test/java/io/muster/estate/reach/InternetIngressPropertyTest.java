package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeGroup;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.PortSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The sweep over ranges of ports against asking every port by itself. */
class InternetIngressPropertyTest {

    private static final int PORTS = 12;

    private record Rule(String protocol, int from, int to, String cidr) {
        boolean admits(int port) {
            return protocol.equals("-1") || (protocol.equals("tcp") && from <= port && port <= to);
        }
    }

    @Property
    void agreesWithAskingEveryPort(@ForAll("rules") List<Rule> rules) {
        // given
        MadeGroup group = MadeGroup.group("sg-1");
        rules.forEach(rule -> group.in(rule.protocol(), rule.from(), rule.to(), rule.cidr()));

        // when
        PortSet open = InternetIngress.of(
                        group.resource().attributes(), Estates.estate().build())
                .openPorts("tcp");

        // then
        IntStream.range(0, PORTS)
                .forEach(port -> assertThat(open.contains(port))
                        .as("port %d of %s", port, rules)
                        .isEqualTo(Internet.isInternet(CidrSet.of(rules.stream()
                                .filter(rule -> rule.admits(port))
                                .map(rule -> Cidr.parse(rule.cidr()))
                                .toList()))));
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        return Combinators.combine(
                        Arbitraries.of("tcp", "tcp", "tcp", "udp", "-1"),
                        Arbitraries.integers().between(0, PORTS - 1).tuple2(),
                        Arbitraries.of(
                                "0.0.0.0/0",
                                "3.0.0.0/9",
                                "3.128.0.0/9",
                                "10.0.0.0/8",
                                "::/0",
                                "2600::/13",
                                "2608::/13"))
                .as((protocol, ends, cidr) -> new Rule(
                        protocol, Math.min(ends.get1(), ends.get2()), Math.max(ends.get1(), ends.get2()), cidr))
                .list()
                .ofMaxSize(5);
    }
}
