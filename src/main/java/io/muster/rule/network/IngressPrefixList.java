package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.PeeredNetworks;
import io.muster.estate.reach.PrefixLists;
import io.muster.estate.reach.VpcNetworks;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The entries of a list change without any change of the group. A list by which AWS lets its own services in is no
 * network of others, but CloudFront's servers forward the requests of any customer of CloudFront.
 */
@Singleton
class IngressPrefixList extends GroupRule {

    private static final String CLOUDFRONT = ".cloudfront.origin-facing";

    /**
     * Prefix lists of AWS services whose servers only open sessions that IAM allowed, send health checks, or forward requests of VPCs
     * that are associated with one's own service network.
     */
    private static final List<String> HARMLESS =
            List.of(".ec2-instance-connect", ".route53-healthchecks", ".vpc-lattice");

    private final Baseline baseline;

    IngressPrefixList(Baseline baseline) {
        super(new RuleMetadata(
                "sg-ingress-prefix-list-internet",
                "Prefix list admits the internet or large public networks",
                Severity.HIGH,
                Area.NETWORK,
                ResourceKind.SECURITY_GROUP,
                "A prefix list hides its ranges behind a name, and each principal that may change the list opens every group that names"
                        + " it. AWS's list of CloudFront's servers lets any customer of CloudFront send requests.",
                "Correct the list: aws ec2 modify-managed-prefix-list --prefix-list-id ID --current-version VERSION"
                        + " --remove-entries Cidr=RANGE. A list of AWS or of another account can be changed by its owner alone: take the rule"
                        + " out, aws ec2 revoke-security-group-ingress, or name a list of your own. Behind CloudFront, check a secret header at the origin, or use VPC"
                        + " origins.",
                List.of(
                        "https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html",
                        "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html"),
                List.of()));
        this.baseline = baseline;
    }

    /**
     * One list that rules of the group name.
     *
     * @param list empty where it cannot be read
     * @param severity how much it weighs; empty where it is harmless
     * @param wide the large public networks that it admits, of which it is still open whether VPCs use them
     */
    private record Judged(String prefixListId, Optional<PrefixList> list, Optional<Severity> severity, CidrSet wide) {

        private Judged as(Optional<Severity> decided) {
            return new Judged(prefixListId, list, decided, CidrSet.EMPTY);
        }
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST, ResourceKind.VPC, ResourceKind.VPC_PEERING_CONNECTION);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        Map<String, List<SecurityGroupRule>> byList = group.ingress().stream()
                .filter(rule -> rule.prefixListId() != null)
                .collect(Collectors.groupingBy(SecurityGroupRule::prefixListId, TreeMap::new, Collectors.toList()));
        if (byList.isEmpty()) {
            return Verdict.notApplicable();
        }
        if (!estate.lists(ResourceKind.PREFIX_LIST)) {
            return Verdict.unknown("not known: " + estate.missing(ResourceKind.PREFIX_LIST));
        }
        PortSet authorized = baseline.authorizedPorts(resource.tags());
        List<Judged> judged = byList.entrySet().stream()
                .map(named -> judge(named.getKey(), named.getValue(), authorized, estate))
                .toList();
        return verdict(resource, group, besideVpcs(judged, estate));
    }

    /** With the lists decided that admit large networks; they stay open where another list fails no less and the networks are not known. */
    private List<Judged> besideVpcs(List<Judged> judged, Estate estate) {
        boolean fails = judged.stream()
                .flatMap(one -> one.severity().stream())
                .anyMatch(severity -> severity.rank() >= Severity.MEDIUM.rank());
        boolean known = estate.knows(ResourceKind.VPC) && estate.knows(ResourceKind.VPC_PEERING_CONNECTION);
        return fails && !known
                ? judged
                : judged.stream()
                        .map(one -> one.wide().isEmpty() ? one : one.as(severityBesideVpcs(one.wide(), estate)))
                        .toList();
    }

    private Optional<Severity> severityBesideVpcs(CidrSet wide, Estate estate) {
        return baseline.isWide(wide.minus(ofVpcs(estate))) ? Optional.of(Severity.MEDIUM) : Optional.empty();
    }

    private Verdict verdict(Resource<SecurityGroup> resource, SecurityGroup group, List<Judged> judged) {
        List<Judged> bad =
                judged.stream().filter(one -> one.severity().isPresent()).toList();
        if (bad.isEmpty()) {
            return judged.stream()
                    .filter(one -> one.list().isEmpty())
                    .map(one -> Verdict.unknown("the entries of " + one.prefixListId() + " cannot be read"))
                    .findFirst()
                    .orElseGet(Verdict::pass);
        }
        Severity worst = bad.stream()
                .flatMap(one -> one.severity().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<String> ids = bad.stream().map(Judged::prefixListId).toList();
        return Verdict.fail(
                worst,
                worst == Severity.INFO
                        ? "The group admits every customer of CloudFront, by a prefix list of AWS."
                        : "The group admits the internet or large public networks by " + String.join(", ", ids) + ".",
                Evidence.of("groupId", resource.resourceId())
                        .and(
                                "prefixLists",
                                bad.stream().map(IngressPrefixList::facts).toList())
                        .and(
                                "rules",
                                facts(group.ingress().stream()
                                        .filter(rule ->
                                                rule.prefixListId() != null && ids.contains(rule.prefixListId()))
                                        .toList()))
                        .facts());
    }

    private static Map<String, Object> facts(Judged judged) {
        Evidence evidence = Evidence.of("prefixListId", judged.prefixListId());
        judged.list()
                .ifPresent(list -> evidence.and("name", list.prefixListName())
                        .and("ownerId", list.ownerId())
                        .and("version", list.version()));
        return evidence.facts();
    }

    private Judged judge(String id, List<SecurityGroupRule> rules, PortSet authorized, Estate estate) {
        Optional<PrefixList> found = estate.find(PrefixList.class, id).map(Resource::attributes);
        Optional<String> service = found.filter(PrefixList::awsManaged).map(PrefixList::prefixListName);
        if (service.filter(name -> HARMLESS.stream().anyMatch(name::endsWith)).isPresent()) {
            return new Judged(id, found, Optional.empty(), CidrSet.EMPTY);
        }
        if (service.filter(name -> name.endsWith(CLOUDFRONT)).isPresent()) {
            return new Judged(id, found, Optional.of(Severity.INFO), CidrSet.EMPTY);
        }
        return PrefixLists.of(estate)
                .ranges(id)
                .map(addresses -> judge(id, found, addresses, rules, authorized))
                .orElseGet(() -> new Judged(id, Optional.empty(), Optional.empty(), CidrSet.EMPTY));
    }

    private Judged judge(
            String id,
            Optional<PrefixList> list,
            CidrSet addresses,
            List<SecurityGroupRule> rules,
            PortSet authorized) {
        CidrSet unknown = Internet.publicPart(addresses).minus(baseline.trustedNetworks());
        if (Internet.isInternet(unknown)) {
            boolean tolerated = rules.stream().allMatch(rule -> opensOnly(rule, authorized));
            return new Judged(
                    id,
                    list,
                    tolerated ? Optional.empty() : Optional.of(metadata().severity()),
                    CidrSet.EMPTY);
        }
        return new Judged(id, list, Optional.empty(), baseline.isWide(unknown) ? unknown : CidrSet.EMPTY);
    }

    /** The networks that VPCs use privately, also where they are of public space. */
    private static CidrSet ofVpcs(Estate estate) {
        return VpcNetworks.of(estate).all().union(PeeredNetworks.of(estate).all());
    }

    /** Whether every port that the rule opens may be open to the internet; a protocol without ports opens none. */
    private static boolean opensOnly(SecurityGroupRule rule, PortSet authorized) {
        String protocol = rule.protocol() == null ? Protocols.ALL : Protocols.normal(rule.protocol());
        return OpenPorts.WITH_PORTS.contains(protocol)
                ? opensOnlyPorts(rule, authorized)
                : !protocol.equals(Protocols.ALL);
    }

    private static boolean opensOnlyPorts(SecurityGroupRule rule, PortSet authorized) {
        Integer from = rule.fromPort();
        Integer to = rule.toPort();
        return PortSet.isPort(from) && PortSet.isPort(to) && from <= to && authorized.covers(PortSet.range(from, to));
    }
}
