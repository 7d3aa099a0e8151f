package io.muster.rule.network;

import io.muster.estate.reach.InternetIngress;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Baseline;
import java.util.List;
import java.util.stream.Stream;

/** The ports that one of the rules about open ports watches. */
record WatchedPorts(List<Integer> tcp, List<Integer> udp) {

    /** Ports over which machines are administered. */
    static final WatchedPorts ADMIN = new WatchedPorts(Baseline.ADMIN_PORTS, Baseline.ADMIN_PORTS);

    /**
     * Ports of databases, caches, queues and search engines as they are preset: SQL Server, Oracle, MySQL, PostgreSQL,
     * Redis, Cassandra, Kafka, Elasticsearch, Kibana, Memcached and MongoDB. Over UDP, SQL Server's browser and Memcached answer.
     */
    static final WatchedPorts DATABASE = new WatchedPorts(
            List.of(
                    1433, 1434, 1521, 2483, 2484, 3306, 5432, 5601, 6379, 7000, 7001, 7199, 8888, 9042, 9092, 9160,
                    9200, 9300, 11211, 27017, 27018),
            List.of(1434, 11211));

    /**
     * Ports of other services that are not made for the internet: file transfer and sharing, mail, name and directory
     * services, remote procedure calls, containers' and clusters' interfaces, development servers. Holds what the control EC2.19
     * of Security Hub lists beyond the two lists above.
     *
     * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19">EC2.19</a>
     */
    static final WatchedPorts HIGH_RISK = new WatchedPorts(
            List.of(
                    20, 21, 25, 53, 110, 111, 135, 137, 138, 139, 143, 389, 445, 636, 2049, 2375, 2376, 3000, 4333,
                    5000, 5500, 6443, 8080, 8088, 10250),
            List.of(53, 111, 137, 138, 389, 2049));

    /** The watched ports that are open over the protocol for certain. */
    private PortSet open(InternetIngress ingress, String protocol) {
        return ingress.openPorts(protocol).intersect(set(protocol));
    }

    /** The watched ports over other protocols than these. */
    WatchedPorts without(List<String> protocols) {
        return new WatchedPorts(
                protocols.contains(Protocols.TCP) ? List.of() : tcp,
                protocols.contains(Protocols.UDP) ? List.of() : udp);
    }

    /** The watched ports over the protocol. */
    PortSet set(String protocol) {
        return list(protocol).stream().map(port -> PortSet.range(port, port)).reduce(PortSet.NONE, PortSet::union);
    }

    private List<Integer> list(String protocol) {
        return protocol.equals(Protocols.UDP) ? udp : tcp;
    }

    /** Whether one of them is open for certain. */
    boolean anyOpen(InternetIngress ingress) {
        return protocols().anyMatch(protocol -> !open(ingress, protocol).isEmpty());
    }

    /** Whether a source that cannot be read may open one of them. */
    boolean perhapsOpen(InternetIngress ingress) {
        return protocols()
                .anyMatch(protocol -> !ingress.possiblyOpenPorts(protocol)
                        .intersect(set(protocol))
                        .isEmpty());
    }

    /** The open ones, as {@code tcp/22}. */
    List<String> describeOpen(InternetIngress ingress) {
        return protocols().flatMap(protocol -> describeOpen(ingress, protocol)).toList();
    }

    private Stream<String> describeOpen(InternetIngress ingress, String protocol) {
        PortSet open = open(ingress, protocol);
        return list(protocol).stream().filter(open::contains).map(port -> protocol + "/" + port);
    }

    /** The rules that open them, each once. */
    List<SecurityGroupRule> rules(InternetIngress ingress) {
        return protocols()
                .flatMap(protocol -> ingress.rulesFor(protocol, open(ingress, protocol)).stream())
                .distinct()
                .toList();
    }

    private static Stream<String> protocols() {
        return OpenPorts.WITH_PORTS.stream();
    }
}
