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
import java.util.stream.Stream;

/**
 * Ports that are opened by none of the group's rules of which the rules about certain ports and about all ports speak. A group that only load balancers, NAT
 * gateways and VPC endpoints carry is not meant: what these admit is no port of an instance.
 */
@Singleton
class IngressAnyPort extends IngressRule {

    private static final int HIGHEST = 65535;

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

    /** Since 2, ports count that are opened beside those of other rules. */
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
        List<Opening> openings = openings(ingress, authorized);
        if (!openings.isEmpty()) {
            return open(resource, openings, authorized);
        }
        if (saidByOthers(ingress)) {
            return Verdict.notApplicable();
        }
        return perhapsOpen(ingress, authorized)
                ? Verdict.unknown("a source of a rule for ports that are not authorized cannot be read")
                : Verdict.pass();
    }

    private static List<Opening> openings(InternetIngress ingress, PortSet authorized) {
        List<String> fullyOpen = OpenPorts.fullyOpen(ingress);
        return OpenPorts.WITH_PORTS.stream()
                .filter(protocol -> !fullyOpen.contains(protocol))
                .map(protocol -> Opening.of(protocol, ingress, authorized))
                .filter(opening -> !opening.ports().isEmpty())
                .toList();
    }

    /** Ports over a protocol that no other rule speaks of, and the rules of the group that open them. */
    private record Opening(String protocol, PortSet ports, List<SecurityGroupRule> rules) {

        static Opening of(String protocol, InternetIngress ingress, PortSet authorized) {
            PortSet open = ingress.openPorts(protocol);
            PortSet ofOthers = OF_OTHER_RULES.stream()
                    .map(watched -> watched.set(protocol))
                    .reduce(PortSet.NONE, PortSet::union);
            List<SecurityGroupRule> told = ingress.rulesFor(protocol, open.intersect(ofOthers));
            List<SecurityGroupRule> rules = ingress.rulesFor(protocol, open.minus(authorized)).stream()
                    .filter(rule -> !told.contains(rule))
                    .toList();
            PortSet opened = rules.stream().map(Opening::ports).reduce(PortSet.NONE, PortSet::union);
            return new Opening(protocol, open.minus(authorized).intersect(opened), rules);
        }

        /** All where AWS tells no range: what is not open for certain is left out anyway. */
        private static PortSet ports(SecurityGroupRule rule) {
            Integer from = rule.fromPort();
            Integer to = rule.toPort();
            return from == null || to == null || from < 0 || from > to || to > HIGHEST
                    ? PortSet.ALL
                    : PortSet.range(from, to);
        }

        Stream<String> names() {
            return ports.describe().stream().map(range -> protocol + "/" + range);
        }
    }

    private Verdict open(Resource<SecurityGroup> resource, List<Opening> openings, PortSet authorized) {
        List<String> ports = openings.stream().flatMap(Opening::names).toList();
        List<SecurityGroupRule> rules = openings.stream()
                .flatMap(opening -> opening.rules().stream())
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
