package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses that a security group admits to single ports, by all of its rules together. Members of groups are none. */
public final class GroupIngress {

    private final List<TrafficRule> rules;

    private GroupIngress(List<TrafficRule> rules) {
        this.rules = rules;
    }

    public static GroupIngress of(SecurityGroup group, Estate estate) {
        PrefixLists lists = PrefixLists.of(estate);
        return new GroupIngress(group.ingress().stream()
                .map(rule -> TrafficRule.of(rule, lists))
                .toList());
    }

    /** The addresses that are admitted for certain. */
    public CidrSet sources(String protocol, int port) {
        return admitting(protocol, port)
                .filter(rule -> rule.rule().protocol() != null)
                .map(TrafficRule::peers)
                .flatMap(Optional::stream)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** Whether there is a rule of which it is not known whether it admits further addresses. */
    public boolean undecided(String protocol, int port) {
        return admitting(protocol, port)
                .anyMatch(rule -> rule.unreadable() || rule.rule().protocol() == null);
    }

    /** The rules for the port, whomever they admit. */
    public List<SecurityGroupRule> rules(String protocol, int port) {
        return admitting(protocol, port).map(TrafficRule::rule).toList();
    }

    private Stream<TrafficRule> admitting(String protocol, int port) {
        return rules.stream()
                .filter(rule -> rule.admits(protocol) && rule.ports().contains(port));
    }
}
