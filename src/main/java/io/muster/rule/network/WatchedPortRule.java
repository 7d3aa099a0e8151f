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
 * A rule about certain ports that a group opens to the internet. A protocol that is open on every port is judged by
 * sg-ingress-all-ports-internet.
 */
abstract class WatchedPortRule extends IngressRule {

    private final WatchedPorts watched;

    WatchedPortRule(RuleMetadata metadata, WatchedPorts watched) {
        super(metadata);
        this.watched = watched;
    }

    @Override
    public final String version() {
        return "2";
    }

    @Override
    final Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate) {
        List<String> fullyOpen = OpenPorts.fullyOpen(ingress);
        WatchedPorts left = watched.without(fullyOpen);
        List<String> ports = left.describeOpen(ingress);
        if (!ports.isEmpty()) {
            return fail(
                    "The group admits the internet to " + String.join(", ", ports) + ".",
                    Evidence.of("groupId", resource.resourceId())
                            .and("ports", ports)
                            .and("rules", facts(left.rules(ingress)))
                            .facts());
        }
        if (left.perhapsOpen(ingress)) {
            return Verdict.unknown("a source of a rule for one of the watched ports cannot be read");
        }
        return fullyOpen.isEmpty() ? Verdict.pass() : Verdict.notApplicable();
    }
}
