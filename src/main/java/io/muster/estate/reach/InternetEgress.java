package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.List;
import java.util.Optional;

/** The internet destinations that a security group admits over every protocol, by all of its rules together. */
public final class InternetEgress {

    private final List<TrafficRule> rules;

    private InternetEgress(List<TrafficRule> rules) {
        this.rules = rules;
    }

    public static InternetEgress of(SecurityGroup group, Estate estate) {
        PrefixLists lists = PrefixLists.of(estate);
        return new InternetEgress(group.egress().stream()
                .map(rule -> TrafficRule.of(rule, lists))
                .filter(rule -> rule.admits(Protocols.ALL))
                .filter(rule -> rule.unreadable() || rule.touchesInternet())
                .toList());
    }

    /** Whether every protocol may go out to every address of a family. */
    public boolean unrestricted() {
        return Internet.isEverything(
                rules.stream().map(TrafficRule::peers).flatMap(Optional::stream).reduce(CidrSet.EMPTY, CidrSet::union));
    }

    /** Whether there is a destination that cannot be told. */
    public boolean undecided() {
        return rules.stream().anyMatch(TrafficRule::unreadable);
    }

    /** The rules that let every protocol out to public addresses, or to ones that cannot be told. */
    public List<SecurityGroupRule> rules() {
        return rules.stream().map(TrafficRule::rule).toList();
    }
}
