package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.List;

/**
 * A rule about certain ports that a group opens to the internet. A group that is open on every port is the business of
 * sg-ingress-all-ports-internet.
 */
abstract class WatchedPortRule extends IngressRule {

    private final WatchedPorts watched;

    WatchedPortRule(RuleMetadata metadata, WatchedPorts watched) {
        super(metadata);
        this.watched = watched;
    }

    @Override
    final Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate) {
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
