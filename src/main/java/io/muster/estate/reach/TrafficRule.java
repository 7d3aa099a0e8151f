package io.muster.estate.reach;

import io.muster.inventory.kind.SecurityGroupRule;
import java.util.Optional;

/**
 * One rule of a group, in or out, with what it admits worked out.
 *
 * @param protocol as {@link Protocols#normal} spells it
 * @param ports    all of them where the protocol has none
 * @param peers    its source or destination; empty where a prefix list cannot be read
 */
record TrafficRule(SecurityGroupRule rule, String protocol, PortSet ports, Optional<CidrSet> peers) {

    static TrafficRule of(SecurityGroupRule rule, PrefixLists lists) {
        String protocol = Protocols.normal(rule.protocol());
        return new TrafficRule(rule, protocol, ports(rule, protocol), peers(rule, lists));
    }

    /** EC2 leaves the ports out, or writes -1, where it means all of them. */
    private static PortSet ports(SecurityGroupRule rule, String protocol) {
        Integer from = rule.fromPort();
        Integer to = rule.toPort();
        if (!Protocols.hasPorts(protocol) || from == null || to == null || from < 0 || to < 0) {
            return PortSet.ALL;
        }
        return from <= to && to <= PortSet.MAX ? PortSet.range(from, to) : PortSet.NONE;
    }

    /** Members of another group are meant by their private addresses: they are never the internet. */
    private static Optional<CidrSet> peers(SecurityGroupRule rule, PrefixLists lists) {
        if (rule.cidr() != null) {
            return Cidr.tryParse(rule.cidr()).map(CidrSet::of);
        }
        return rule.prefixListId() == null ? Optional.of(CidrSet.EMPTY) : lists.ranges(rule.prefixListId());
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
