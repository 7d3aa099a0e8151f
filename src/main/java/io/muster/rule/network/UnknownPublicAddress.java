package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.Cidr;
import io.muster.estate.reach.CidrSet;
import io.muster.estate.reach.Internet;
import io.muster.estate.reach.OwnAddresses;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges small public ranges that a rule names, and that are neither this account's own nor trusted. Their age counts from the
 * group's last change, so that the rule may fail late, but not early.
 */
@Singleton
class UnknownPublicAddress extends GroupRule {

    private final Baseline baseline;

    UnknownPublicAddress(Baseline baseline) {
        super(
                new RuleMetadata(
                        "sg-ingress-unknown-public-ip",
                        "Public address that is not known is admitted",
                        Severity.LOW,
                        Area.NETWORK,
                        ResourceKind.SECURITY_GROUP,
                        "A single address was somebody's home or office once, and belongs to somebody else after a while:"
                                + " also an Elastic IP address of AWS that was released.",
                        "Ask who uses the address, and remove the rule with aws ec2 revoke-security-group-ingress"
                                + " --group-id ID --security-group-rule-ids RULE where nobody does. Name networks that stay in"
                                + " muster.baseline.trusted-networks.",
                        List.of(
                                RULES_REFERENCE,
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html"),
                        List.of(Control.prowler("ec2_securitygroup_allow_ingress_from_internet_to_any_port_from_ip"))),
                ResourceKind.NETWORK_INTERFACE,
                ResourceKind.ELASTIC_IP,
                ResourceKind.VPC);
        this.baseline = baseline;
    }

    /** Since 2, a source that cannot be read is not taken for none. */
    @Override
    public String version() {
        return "2";
    }

    @Override
    public boolean readsAge() {
        return true;
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        CidrSet known = baseline.trustedNetworks().union(OwnAddresses.all(estate));
        List<SecurityGroupRule> unknown = group.ingress().stream()
                .filter(rule -> Cidr.tryParse(rule.cidr())
                        .filter(range -> unknown(range, known))
                        .isPresent())
                .toList();
        Optional<Instant> since = estate.stateSince(resource)
                .filter(seen -> Duration.between(seen, estate.asOf()).compareTo(baseline.unknownAddressFor()) > 0);
        if (since.isEmpty()) {
            return Verdict.pass();
        }
        if (unknown.isEmpty()) {
            return group.ingress().stream().anyMatch(IngressWideCidr::unreadable)
                    ? Verdict.unknown("the source of a rule of this group cannot be read")
                    : Verdict.pass();
        }
        return admits(resource, unknown, since.get());
    }

    private Verdict admits(Resource<SecurityGroup> resource, List<SecurityGroupRule> unknown, Instant since) {
        String addresses =
                unknown.stream().map(SecurityGroupRule::cidr).distinct().collect(Collectors.joining(", "));
        return fail(
                "The group admits public addresses that are neither yours nor trusted: " + addresses + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and("unchangedSince", since.toString())
                        .and("rules", facts(unknown))
                        .facts());
    }

    private boolean unknown(Cidr range, CidrSet known) {
        CidrSet left = Internet.publicPart(CidrSet.of(range)).minus(known);
        return !left.isEmpty() && !baseline.isWide(left);
    }
}
