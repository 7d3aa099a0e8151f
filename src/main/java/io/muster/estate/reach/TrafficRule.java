package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.Optional;

/**
 * One rule of a group, inbound or outbound, with the traffic that it admits.
 *
 * @param protocol as {@link Protocols#normal} spells it
 * @param ports    all of them where the protocol has none
 * @param peers    its source or destination; empty where that cannot be told
 */
record TrafficRule(SecurityGroupRule rule, String protocol, PortSet ports, Optional<CidrSet> peers) {

    static TrafficRule of(SecurityGroupRule rule, PrefixLists lists) {
        return rule.protocol() == null
                ? new TrafficRule(rule, Protocols.ALL, PortSet.ALL, perhaps(peers(rule, lists)))
                : of(rule, Protocols.normal(rule.protocol()), peers(rule, lists));
    }

    private static TrafficRule of(SecurityGroupRule rule, String protocol, Optional<CidrSet> peers) {
        return arePortsLost(rule, protocol)
                ? new TrafficRule(rule, protocol, PortSet.ALL, perhaps(peers))
                : new TrafficRule(rule, protocol, ports(rule, protocol), peers);
    }

    private static boolean arePortsLost(SecurityGroupRule rule, String protocol) {
        return Protocols.hasPorts(protocol)
                && Protocols.services(protocol, rule.fromPort(), rule.toPort()).isEmpty();
    }

    /** The peers as merely possible ones, as the protocol or the ports are not known. */
    private static Optional<CidrSet> perhaps(Optional<CidrSet> peers) {
        return peers.filter(addresses -> !Internet.touches(addresses));
    }

    /** EC2 leaves the ports out, or writes -1, where it means all of them. */
    private static PortSet ports(SecurityGroupRule rule, String protocol) {
        Integer from = rule.fromPort();
        Integer to = rule.toPort();
        if (!Protocols.hasPorts(protocol) || from == null || to == null || from < 0 || to < 0) {
            return PortSet.ALL;
        }
        return PortSet.range(from, to);
    }

    /**
     * Members of another group are meant by their private addresses: they are never the internet. A rule that names
     * nobody has lost its peer on the way.
     */
    private static Optional<CidrSet> peers(SecurityGroupRule rule, PrefixLists lists) {
        if (rule.cidr() != null) {
            return Cidr.tryParse(rule.cidr()).map(CidrSet::of);
        }
        if (rule.prefixListId() != null) {
            return lists.ranges(rule.prefixListId());
        }
        return rule.referencedGroupId() == null && rule.referencedGroup() == null
                ? Optional.empty()
                : Optional.of(CidrSet.EMPTY);
    }

    /** Whether it admits the protocol; where that is {@link Protocols#ALL}, whether it admits all of them. */
    boolean admits(String wanted) {
        return protocol.equals(wanted) || protocol.equals(Protocols.ALL);
    }

    boolean unreadable() {
        return peers.isEmpty();
    }

    /** Whether any public address is among its peers for certain. */
    boolean touchesInternet() {
        return peers.filter(Internet::touches).isPresent();
    }
}
