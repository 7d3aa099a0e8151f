package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.PortSet;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The ports that a security group opens to the internet, by all of its rules together. */
public final class InternetIngress {

    private final List<TrafficRule> rules;

    private InternetIngress(List<TrafficRule> rules) {
        this.rules = rules;
    }

    public static InternetIngress of(SecurityGroup group, Estate estate) {
        PrefixLists lists = PrefixLists.of(estate);
        return new InternetIngress(group.ingress().stream()
                .map(rule -> TrafficRule.of(rule, lists))
                .filter(rule -> rule.unreadable() || rule.touchesInternet())
                .toList());
    }

    /**
     * The ports that are open to the internet for certain.
     *
     * @param protocol {@code tcp} or {@code udp}; or -1 for what is open over every protocol: all ports, or none
     */
    public PortSet openPorts(String protocol) {
        return open(readable(protocol));
    }

    /** The ports that some unreadable source may open to the internet. */
    public PortSet possiblyOpenPorts(String protocol) {
        return admitting(protocol)
                .filter(TrafficRule::unreadable)
                .map(TrafficRule::ports)
                .reduce(PortSet.NONE, PortSet::union);
    }

    /** The rules that admit public addresses, or addresses that cannot be told, to any of the ports. */
    public List<SecurityGroupRule> rulesFor(String protocol, PortSet ports) {
        return admitting(protocol)
                .filter(rule -> !rule.ports().intersect(ports).isEmpty())
                .map(TrafficRule::rule)
                .toList();
    }

    private Stream<TrafficRule> admitting(String protocol) {
        return rules.stream().filter(rule -> rule.admits(protocol));
    }

    private List<TrafficRule> readable(String protocol) {
        return admitting(protocol).filter(TrafficRule::touchesInternet).toList();
    }

    /** Several rules may add up to the internet on ports that they share, though none of them is it alone. */
    private static PortSet open(List<TrafficRule> rules) {
        if (!Internet.isInternet(sources(rules.stream()))) {
            return PortSet.NONE;
        }
        TreeSet<Integer> edges = new TreeSet<>(
                rules.stream().flatMap(rule -> rule.ports().edges()).toList());
        return edges.headSet(PortSet.MAX + 1).stream()
                .filter(port -> Internet.isInternet(
                        sources(rules.stream().filter(rule -> rule.ports().contains(port)))))
                .map(port -> PortSet.range(port, edges.higher(port) - 1))
                .reduce(PortSet.NONE, PortSet::union);
    }

    private static CidrSet sources(Stream<TrafficRule> rules) {
        return rules.map(TrafficRule::peers).flatMap(Optional::stream).reduce(CidrSet.EMPTY, CidrSet::union);
    }
}
