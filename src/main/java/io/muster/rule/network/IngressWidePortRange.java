package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.Cidr;
import io.muster.estate.reach.CidrSet;
import io.muster.estate.reach.Internet;
import io.muster.estate.reach.IpFamily;
import io.muster.estate.reach.PortSet;
import io.muster.estate.reach.Protocols;
import io.muster.estate.reach.VpcNetworks;
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
import java.util.Set;
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
        return Set.of(ResourceKind.VPC);
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        List<SecurityGroupRule> ranges = group.ingress().stream()
                .filter(rule -> opensWideRange(rule, resource.resourceId()))
                .toList();
        List<SecurityGroupRule> everything = group.ingress().stream()
                .filter(rule -> rule.protocol() != null && rule.protocol().equals(Protocols.ALL))
                .filter(rule -> rule.cidr() != null && admitsVpc(rule.cidr(), group, estate))
                .toList();
        if (ranges.isEmpty() && everything.isEmpty()) {
            return group.ingress().stream().allMatch(rule -> rule.protocol() != null)
                    ? Verdict.pass()
                    : Verdict.unknown("AWS does not tell the protocol of a rule of this group");
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

    private boolean opensWideRange(SecurityGroupRule rule, String groupId) {
        if (rule.protocol() == null || !OpenPorts.WITH_PORTS.contains(Protocols.normal(rule.protocol()))) {
            return false;
        }
        int from = rule.fromPort() == null ? 0 : rule.fromPort();
        int to = rule.toPort() == null ? 65535 : rule.toPort();
        return to - from > baseline.widestPortRange()
                && !groupId.equals(rule.referencedGroupId())
                && !(from >= 0 && to <= 65535 && EPHEMERAL.covers(PortSet.range(from, to)) && isPrivate(rule));
    }

    private static boolean isPrivate(SecurityGroupRule rule) {
        return rule.cidr() == null
                ? rule.prefixListId() == null
                : Cidr.tryParse(rule.cidr())
                        .filter(range -> !Internet.touches(CidrSet.of(range)))
                        .isPresent();
    }

    private static boolean admitsVpc(String cidr, SecurityGroup group, Estate estate) {
        CidrSet network =
                group.vpcId() == null ? CidrSet.EMPTY : VpcNetworks.of(estate).of(group.vpcId());
        return !network.isEmpty()
                && Cidr.tryParse(cidr)
                        .filter(range -> coversFamily(CidrSet.of(range), network))
                        .isPresent();
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
