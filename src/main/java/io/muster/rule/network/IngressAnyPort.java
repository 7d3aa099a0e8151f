package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.InternetIngress;
import io.muster.estate.reach.PortSet;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ports that the rules about certain ports and about all ports do not speak of. A group that only load balancers, NAT
 * gateways and VPC endpoints carry is not meant: what these admit is no port of an instance.
 */
@Singleton
class IngressAnyPort extends IngressRule {

    private static final List<WatchedPorts> OF_OTHER_RULES =
            List.of(WatchedPorts.ADMIN, WatchedPorts.DATABASE, WatchedPorts.HIGH_RISK);

    private final Baseline baseline;

    IngressAnyPort(Baseline baseline) {
        super(
                new RuleMetadata(
                        "sg-ingress-any-port-internet",
                        "Port that is not authorized is open to the internet",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "Any port beyond those that are meant to be public (80 and 443, unless muster.baseline says"
                                + " otherwise) shows a service without a decision to publish it.",
                        "Remove the rules that the evidence names with aws ec2 revoke-security-group-ingress, or put a"
                                + " load balancer before the service. Where a port is meant to be public, tag the group"
                                + " with " + Baseline.AUTHORIZED_PORTS_TAG + " and the ports.",
                        List.of(RULES_REFERENCE, FSBP + "#ec2-18"),
                        List.of(
                                Control.fsbp("EC2.18"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_any_port"))),
                ResourceKind.NETWORK_INTERFACE);
        this.baseline = baseline;
    }

    /** Since 2, ports count beside those that other rules speak of. */
    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate) {
        if (ServiceInterfaces.areAll(Interfaces.of(estate).ofGroup(resource.resourceId()))) {
            return Verdict.notApplicable();
        }
        PortSet authorized = baseline.authorizedPorts(resource.tags());
        Map<String, PortSet> open = open(ingress, authorized);
        if (!open.isEmpty()) {
            return open(resource, ingress, open, authorized);
        }
        if (saidByOthers(ingress)) {
            return Verdict.notApplicable();
        }
        return perhapsOpen(ingress, authorized)
                ? Verdict.unknown("a source of a rule for ports that are not authorized cannot be read")
                : Verdict.pass();
    }

    /** By protocol; without those that have none. */
    private static Map<String, PortSet> open(InternetIngress ingress, PortSet authorized) {
        List<String> fullyOpen = OpenPorts.fullyOpen(ingress);
        Map<String, PortSet> open = new TreeMap<>();
        for (String protocol : OpenPorts.WITH_PORTS) {
            PortSet ports = ingress.openPorts(protocol).minus(authorized).minus(ofOthers(protocol));
            if (!fullyOpen.contains(protocol) && !ports.isEmpty()) {
                open.put(protocol, ports);
            }
        }
        return open;
    }

    private static PortSet ofOthers(String protocol) {
        return OF_OTHER_RULES.stream().map(ports -> ports.set(protocol)).reduce(PortSet.NONE, PortSet::union);
    }

    private Verdict open(
            Resource<SecurityGroup> resource, InternetIngress ingress, Map<String, PortSet> open, PortSet authorized) {
        List<String> ports = open.entrySet().stream()
                .flatMap(of -> of.getValue().describe().stream().map(range -> of.getKey() + "/" + range))
                .toList();
        List<SecurityGroupRule> rules = open.entrySet().stream()
                .flatMap(of -> ingress.rulesFor(of.getKey(), of.getValue()).stream())
                .distinct()
                .toList();
        return fail(
                "The group admits the internet to " + String.join(", ", ports) + ", which are not authorized.",
                Evidence.of("groupId", resource.resourceId())
                        .and("ports", ports)
                        .and("authorizedPorts", authorized.describe())
                        .and("rules", facts(rules))
                        .facts());
    }

    private static boolean saidByOthers(InternetIngress ingress) {
        return !OpenPorts.fullyOpen(ingress).isEmpty()
                || OF_OTHER_RULES.stream().anyMatch(ports -> ports.anyOpen(ingress));
    }

    private static boolean perhapsOpen(InternetIngress ingress, PortSet authorized) {
        return OpenPorts.WITH_PORTS.stream()
                .anyMatch(protocol -> !authorized.covers(ingress.possiblyOpenPorts(protocol)));
    }
}
