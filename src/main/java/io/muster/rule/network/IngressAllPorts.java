package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.estate.traffic.PortSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Several rules may add up to every port of a protocol. */
@Singleton
class IngressAllPorts extends IngressRule {

    IngressAllPorts() {
        super(new RuleMetadata(
                "sg-ingress-all-ports-internet",
                "Every port is open to the internet",
                Severity.CRITICAL,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "Every service that listens on the instances, now or later, is reachable. The sources and ports of all"
                        + " rules of the group count together.",
                "Replace the rules by one for each port that is meant to be public, and put a load balancer before it.",
                List.of(RULES_REFERENCE, FSBP + "#ec2-18", FSBP + "#ec2-19"),
                withCis(
                        List.of(Control.fsbp("EC2.18"), Control.fsbp("EC2.19")),
                        Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_all_ports"))));
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate) {
        List<String> open = OpenPorts.fullyOpen(ingress);
        if (open.isEmpty()) {
            return OpenPorts.perhapsFullyOpen(ingress)
                    ? Verdict.unknown("a source of a rule for many ports cannot be read")
                    : Verdict.pass();
        }
        List<SecurityGroupRule> rules = open.stream()
                .flatMap(protocol -> ingress.rulesFor(protocol, PortSet.ALL).stream())
                .distinct()
                .toList();
        return fail(
                "The group admits the internet to every port.",
                Evidence.of("groupId", resource.resourceId())
                        .and("protocols", open)
                        .and("adminPorts", WatchedPorts.ADMIN.describeOpen(ingress))
                        .and("rules", facts(rules))
                        .facts());
    }
}
