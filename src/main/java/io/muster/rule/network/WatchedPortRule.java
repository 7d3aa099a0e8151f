package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Set;

/**
 * A rule about certain ports that a group opens to the internet. Prefix lists are read where a rule of the group names
 * one, and only then must they be known. A group that is open on every port is the business of
 * sg-ingress-all-ports-internet.
 */
abstract class WatchedPortRule extends GroupRule {

    private final WatchedPorts watched;

    WatchedPortRule(RuleMetadata metadata, WatchedPorts watched) {
        super(metadata);
        this.watched = watched;
    }

    @Override
    public final Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    final Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        InternetIngress ingress = InternetIngress.of(group, estate);
        if (!OpenPorts.fullyOpen(ingress).isEmpty()) {
            return Verdict.notApplicable();
        }
        List<String> ports = watched.describeOpen(ingress);
        if (ports.isEmpty()) {
            return watched.perhapsOpen(ingress)
                    ? Verdict.unknown("a source of a rule for one of the watched ports cannot be read")
                    : Verdict.pass();
        }
        return fail(
                "The group admits the internet to " + String.join(", ", ports) + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and("ports", ports)
                        .and("rules", facts(watched.rules(ingress)))
                        .facts());
    }
}
