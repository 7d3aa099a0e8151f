package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.Interfaces;
import io.muster.estate.reach.InternetIngress;
import io.muster.estate.traffic.PortSet;
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

/**
 * Judges the ports that the rules about certain ports and about all ports do not judge. It does not apply to groups used only by
 * load balancers, NAT gateways and VPC endpoints, which open no port of an instance.
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

    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate) {
        if (saidByOthers(ingress)
                || ServiceInterfaces.areAll(Interfaces.of(estate).ofGroup(resource.resourceId()))) {
            return Verdict.notApplicable();
        }
        PortSet authorized = baseline.authorizedPorts(resource.tags());
        List<String> ports = OpenPorts.WITH_PORTS.stream()
                .flatMap(protocol -> ingress.openPorts(protocol).minus(authorized).describe().stream()
                        .map(range -> protocol + "/" + range))
                .toList();
        if (ports.isEmpty()) {
            return perhapsOpen(ingress, authorized)
                    ? Verdict.unknown("a source of a rule for ports that are not authorized cannot be read")
                    : Verdict.pass();
        }
        return fail(
                "The group admits the internet to " + String.join(", ", ports) + ", which are not authorized.",
                Evidence.of("groupId", resource.resourceId())
                        .and("ports", ports)
                        .and("authorizedPorts", authorized.describe())
                        .and("rules", facts(rules(ingress, authorized)))
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

    private static List<SecurityGroupRule> rules(InternetIngress ingress, PortSet authorized) {
        return OpenPorts.WITH_PORTS.stream()
                .flatMap(protocol ->
                        ingress.rulesFor(protocol, ingress.openPorts(protocol).minus(authorized)).stream())
                .distinct()
                .toList();
    }
}
