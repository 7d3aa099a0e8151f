package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.OwnAddresses;
import io.muster.estate.reach.PeeredNetworks;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges small public ranges that a rule names, and that no account of the inventory holds, and that are neither of a peered VPC nor trusted. Their
 * age counts from the group's last change, so that the rule may fail late, but not early.
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

    /** Asked for only where an address is unknown without the networks of peered VPCs. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.VPC_PEERING_CONNECTION);
    }

    @Override
    public String version() {
        return "5";
    }

    @Override
    public boolean readsAge() {
        return true;
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        Optional<Instant> since = estate.stateSince(resource)
                .filter(seen -> Duration.between(seen, estate.asOf()).compareTo(baseline.unknownAddressFor()) > 0);
        if (since.isEmpty()) {
            return Verdict.pass();
        }
        List<SecurityGroupRule> unknown = group.ingress().stream()
                .filter(rule -> isUnknown(untrusted(rule), estate))
                .toList();
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

    private CidrSet untrusted(SecurityGroupRule rule) {
        return Cidr.tryParse(rule.cidr())
                .map(range -> Internet.publicPart(CidrSet.of(range)).minus(baseline.trustedNetworks()))
                .orElse(CidrSet.EMPTY);
    }

    /**
     * Own addresses may be very many: asked for only where others may be among those given, and united with no other set. What is as large
     * as the internet, they do not make small.
     */
    private boolean isUnknown(CidrSet untrusted, Estate estate) {
        if (untrusted.isEmpty() || Internet.isInternet(untrusted)) {
            return false;
        }
        CidrSet foreign = untrusted.minus(OwnAddresses.all(estate));
        return isSmall(foreign)
                && isSmall(foreign.minus(PeeredNetworks.of(estate).all()));
    }

    private boolean isSmall(CidrSet addresses) {
        return !addresses.isEmpty() && !baseline.isWide(addresses);
    }
}
