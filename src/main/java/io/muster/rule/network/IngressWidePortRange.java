package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.reach.PrefixLists;
import io.muster.estate.reach.VpcNetworks;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Each rule by itself. Members of the group itself may use any port, and private networks the ports from which systems
 * open connections, which file transfer and remote procedure calls need. A rule for every protocol is a wide one where
 * it admits the whole network of the VPC.
 */
@Singleton
class IngressWidePortRange extends GroupRule {

    /** From where Linux takes ports for outgoing connections; Windows begins at 49152, within. */
    private static final PortSet EPHEMERAL = PortSet.range(32768, 65535);

    private final Baseline baseline;

    IngressWidePortRange(Baseline baseline) {
        super(new RuleMetadata(
                "sg-ingress-wide-port-range",
                "Rule opens a wide range of ports",
                Severity.LOW,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "A rule for hundreds of ports admits services that were not thought of, now or later. It weighs more where"
                        + " the whole VPC may use every protocol.",
                "Replace the rule by one for each port in use, which VPC flow logs show: aws ec2"
                        + " modify-security-group-rules --group-id ID --security-group-rules.",
                List.of(RULES_REFERENCE, "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"),
                List.of()));
        this.baseline = baseline;
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.VPC, ResourceKind.PREFIX_LIST);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        List<SecurityGroupRule> ranges =
                filter(group, rule -> opensWideRange(rule, resource.resourceId(), estate) == Certainty.YES);
        List<SecurityGroupRule> everything = filter(group, rule -> admitsVpc(rule, group, estate) == Certainty.YES);
        if (ranges.isEmpty() && everything.isEmpty()) {
            return passUnless(filter(
                    group,
                    rule -> opensWideRange(rule, resource.resourceId(), estate) == Certainty.POSSIBLE
                            || admitsVpc(rule, group, estate) == Certainty.POSSIBLE));
        }
        return Verdict.fail(
                everything.isEmpty() ? metadata().severity() : Severity.MEDIUM,
                everything.isEmpty()
                        ? "The group opens more than " + baseline.widestPortRange() + " ports by one rule."
                        : "The group admits the whole VPC over every protocol.",
                Evidence.of("groupId", resource.resourceId())
                        .and(
                                "rules",
                                facts(Stream.concat(everything.stream(), ranges.stream())
                                        .toList()))
                        .facts());
    }

    private static List<SecurityGroupRule> filter(SecurityGroup group, Predicate<SecurityGroupRule> rules) {
        return group.ingress().stream().filter(rules).toList();
    }

    private static Verdict passUnless(List<SecurityGroupRule> possiblyWide) {
        if (possiblyWide.isEmpty()) {
            return Verdict.pass();
        }
        return Verdict.unknown(
                possiblyWide.stream().anyMatch(rule -> rule.protocol() == null)
                        ? "AWS does not tell the protocol of a rule of this group"
                        : "the source or the ports of a rule of this group cannot be read");
    }

    private Certainty opensWideRange(SecurityGroupRule rule, String groupId, Estate estate) {
        if (rule.protocol() == null) {
            return Certainty.POSSIBLE;
        }
        if (!OpenPorts.WITH_PORTS.contains(Protocols.normal(rule.protocol()))
                || groupId.equals(rule.referencedGroupId())) {
            return Certainty.NO;
        }
        return ports(rule).map(ports -> opensWideRange(rule, ports, estate)).orElse(Certainty.POSSIBLE);
    }

    /** EC2 leaves the ports out, or writes -1, where it means all of them; empty where one of them is lost. */
    private static Optional<PortSet> ports(SecurityGroupRule rule) {
        int from = Objects.requireNonNullElse(rule.fromPort(), -1);
        int to = Objects.requireNonNullElse(rule.toPort(), -1);
        if (from < 0 && to < 0) {
            return Optional.of(PortSet.ALL);
        }
        return PortSet.isPort(from) && PortSet.isPort(to) && from <= to
                ? Optional.of(PortSet.range(from, to))
                : Optional.empty();
    }

    private Certainty opensWideRange(SecurityGroupRule rule, PortSet ports, Estate estate) {
        int[] bounds = ports.ranges().get(0);
        if (bounds[1] - bounds[0] <= baseline.widestPortRange() || admitsNobody(rule, estate)) {
            return Certainty.NO;
        }
        return EPHEMERAL.covers(ports) ? reachesOut(rule, estate) : Certainty.YES;
    }

    /** Whether its source is a list without entries, other than one of an AWS service, whose ranges are not told. */
    private static boolean admitsNobody(SecurityGroupRule rule, Estate estate) {
        return rule.prefixListId() != null
                && PrefixLists.of(estate).isOfCustomer(rule.prefixListId())
                && source(rule, estate).filter(CidrSet::isEmpty).isPresent();
    }

    /** Whether it admits others than private networks. A list of an AWS service has no ranges here, and is none of them. */
    private static Certainty reachesOut(SecurityGroupRule rule, Estate estate) {
        if (rule.cidr() == null && rule.prefixListId() == null) {
            return Certainty.NO;
        }
        return source(rule, estate)
                .map(addresses -> Certainty.certainly(addresses.isEmpty() || Internet.touches(addresses)))
                .orElse(Certainty.POSSIBLE);
    }

    /** The ranges that it names, by itself or by a prefix list; empty where they cannot be told. */
    private static Optional<CidrSet> source(SecurityGroupRule rule, Estate estate) {
        return rule.prefixListId() != null
                ? PrefixLists.of(estate).ranges(rule.prefixListId())
                : Cidr.tryParse(rule.cidr()).map(CidrSet::of);
    }

    private static Certainty admitsVpc(SecurityGroupRule rule, SecurityGroup group, Estate estate) {
        boolean everyProtocol =
                rule.protocol() != null && Protocols.normal(rule.protocol()).equals(Protocols.ALL);
        if (!everyProtocol || (rule.cidr() == null && rule.prefixListId() == null)) {
            return Certainty.NO;
        }
        CidrSet network =
                group.vpcId() == null ? CidrSet.EMPTY : VpcNetworks.of(estate).of(group.vpcId());
        return source(rule, estate)
                .map(range -> Certainty.certainly(!network.isEmpty() && coversFamily(range, network)))
                .orElse(Certainty.POSSIBLE);
    }

    /** All addresses of the VPC in one of the families that it uses. */
    private static boolean coversFamily(CidrSet range, CidrSet network) {
        CidrSet common = range.intersect(network);
        return !common.isEmpty()
                && List.of(IpFamily.values()).stream()
                        .anyMatch(family -> network.size(family).signum() > 0
                                && common.size(family).equals(network.size(family)));
    }
}
