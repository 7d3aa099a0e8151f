package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.PeeredNetworks;
import io.muster.estate.reach.VpcNetworks;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each range by itself, and only what is public of it: without the networks of the account's own VPCs and of those that are peered
 * with them, which may use public addresses privately, and without the trusted ones. Ranges that count as the internet are judged by
 * the rules about ports.
 */
@Singleton
class IngressWideCidr extends GroupRule {

    private final Baseline baseline;

    IngressWideCidr(Baseline baseline) {
        super(
                new RuleMetadata(
                        "sg-ingress-wide-public-cidr",
                        "Large public network is admitted",
                        Severity.MEDIUM,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "A range of thousands of public addresses belongs to many parties, or changes hands: a customer who rents a"
                                + " machine in it is let in. Ranges from /24 (IPv4) and /48 (IPv6) on are taken for chosen.",
                        "Replace the range by the addresses in use, with aws ec2 modify-security-group-rules --group-id ID"
                                + " --security-group-rules. A vendor's or partner's published network may be named in"
                                + " muster.baseline.trusted-networks.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-best-practices.html"),
                        List.of(
                                Control.prowler("ec2_securitygroup_allow_wide_open_public_ipv4"),
                                Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_any_port_from_ip"))),
                ResourceKind.VPC);
        this.baseline = baseline;
    }

    /** Asked for only where a range is wide without the networks of peered VPCs. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.VPC_PEERING_CONNECTION);
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        CidrSet known = baseline.trustedNetworks().union(VpcNetworks.of(estate).all());
        List<SecurityGroupRule> perhaps = wide(group.ingress(), known);
        List<SecurityGroupRule> wide = perhaps.isEmpty()
                ? perhaps
                : wide(perhaps, known.union(PeeredNetworks.of(estate).all()));
        if (wide.isEmpty()) {
            return group.ingress().stream().anyMatch(IngressWideCidr::unreadable)
                    ? Verdict.unknown("the source of a rule of this group cannot be read")
                    : Verdict.pass();
        }
        String ranges = wide.stream().map(SecurityGroupRule::cidr).distinct().collect(Collectors.joining(", "));
        return fail(
                "The group admits a large public network: " + ranges + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and("rules", facts(wide))
                        .facts());
    }

    private List<SecurityGroupRule> wide(List<SecurityGroupRule> rules, CidrSet known) {
        return rules.stream()
                .filter(rule -> Cidr.tryParse(rule.cidr())
                        .filter(range -> isWide(range, known))
                        .isPresent())
                .toList();
    }

    private boolean isWide(Cidr range, CidrSet known) {
        CidrSet open = Internet.publicPart(CidrSet.of(range));
        return !Internet.isInternet(open) && baseline.isWide(open.minus(known));
    }

    /** Whether AWS tells no source of the rule, or one that is no range of addresses. */
    static boolean unreadable(SecurityGroupRule rule) {
        return rule.cidr() == null
                ? rule.prefixListId() == null && rule.referencedGroupId() == null && rule.referencedGroup() == null
                : Cidr.tryParse(rule.cidr()).isEmpty();
    }
}
