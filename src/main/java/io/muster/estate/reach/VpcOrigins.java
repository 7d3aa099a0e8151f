package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.PortSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.VpcOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The traffic to the interfaces of an estate through CloudFront's VPC origins: an interface of CloudFront in the origin's subnet, with
 * a security group that CloudFront makes in the VPC. Neither a public address nor a route counts, but an internet gateway has to be
 * attached to the VPC, and VPC Block Public Access blocks it. The groups of the origin have to admit that group, or CloudFront's
 * addresses; whether those of its interface do is not told. The viewer's address is never seen.
 *
 * <p>A VPC without that group has no VPC origin: there it does not count that they were not read. Where groups were not all listed, it may have one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-vpc-origins.html">Restrict access with
 *     VPC origins</a>
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html">VPC BPA basics</a>
 */
final class VpcOrigins {

    private static final String SERVICE_GROUP = "CloudFront-VPCOrigins-Service-SG";
    private static final Set<String> POLICIES = Set.of("http-only", "match-viewer", "https-only");
    private static final String ADDRESSES = ".cloudfront.origin-facing";
    private static final String NOTE =
            "the distributions of CloudFront that use a VPC origin are not read: it counts as used";

    private static final CidrSet PUBLIC = Internet.PUBLIC.only(IpFamily.IPV4);

    private final Estate estate;
    private final List<Resource<VpcOrigin>> origins;
    private final Map<String, Set<String>> serviceGroups = new HashMap<>();
    private final CidrSet cloudFront;
    private final Map<String, List<Entrance>> byInterface = new HashMap<>();

    private VpcOrigins(Estate estate) {
        this.estate = estate;
        origins =
                estate.stored(VpcOrigin.class).stream().filter(estate::current).toList();
        for (Resource<SecurityGroup> group : estate.stored(SecurityGroup.class)) {
            if (SERVICE_GROUP.equals(group.attributes().groupName())) {
                serviceGroups
                        .computeIfAbsent(String.valueOf(group.attributes().vpcId()), k -> new HashSet<>())
                        .add(group.resourceId());
            }
        }
        cloudFront = estate.stored(PrefixList.class).stream()
                .filter(list -> list.attributes().awsManaged()
                        && String.valueOf(list.attributes().prefixListName()).endsWith(ADDRESSES))
                .map(list -> PrefixLists.of(estate).entries(list.resourceId()))
                .flatMap(Optional::stream)
                .map(CidrSet::of)
                .reduce(CidrSet.EMPTY, CidrSet::union);
        origins.forEach(this::addInstance);
    }

    static VpcOrigins of(Estate estate) {
        return estate.view(VpcOrigins.class, VpcOrigins::new);
    }

    private void addInstance(Resource<VpcOrigin> origin) {
        String arn = String.valueOf(origin.attributes().endpointArn());
        int at = arn.lastIndexOf(":instance/");
        if (at >= 0 && arn.contains(":" + estate.scope().region() + ":")) {
            TargetInterfaces.of(estate)
                    .ofInstance(arn.substring(at + ":instance/".length()))
                    .ifPresent(eni -> entrance(origin, gate(origin), eni)
                            .ifPresent(entrance -> byInterface
                                    .computeIfAbsent(eni.resourceId(), k -> new ArrayList<>())
                                    .add(entrance)));
        }
    }

    private Optional<Entrance> entrance(Resource<?> frontend, Gate first, Resource<NetworkInterface> eni) {
        String vpc = String.valueOf(eni.attributes().vpcId());
        return Entrance.of(
                frontend,
                "VPC origin",
                new Passage(List.of(
                        first,
                        InternetGateways.of(estate).gate(vpc),
                        Subnets.of(estate)
                                .publicAccess(String.valueOf(eni.attributes().subnetId())),
                        admitting(
                                Set.copyOf(eni.attributes().securityGroupIds()),
                                vpc,
                                String.valueOf(eni.attributes().subnetId())))),
                OwnAddresses.of(estate));
    }

    /** The groups of the origin, told by the viewers: CloudFront's interface stands for each of them. */
    private Gate admitting(Set<String> groups, String vpcId, String subnetId) {
        Gate gate = letIn(groups, serviceGroups(vpcId));
        CidrSet own = Subnets.of(estate).addresses(subnetId).only(IpFamily.IPV4);
        String doubt = "from which address CloudFront reaches " + subnetId;
        Admission byEither = gate.admits().forAnyOf(own.union(PUBLIC), doubt);
        Admission byList =
                cloudFront.isEmpty() ? Admission.NOTHING : gate.admits().forAnyOf(cloudFront, doubt);
        Traffic certain = byEither.certain().union(byList.certain());
        Traffic possible = byEither.possible().union(certain);
        Admission admits = new Admission(
                certain,
                possible,
                certain.equals(possible)
                        ? gate.admits().doubts()
                        : Admission.both(gate.admits().doubts(), Set.of(doubt)));
        Optional<Cidr> one = cloudFront.first();
        return gate.admitting(admits)
                .explained(
                        packet -> gate.lets(one.map(packet::to).orElse(packet)).why());
    }

    /** A group of the account that a rule names and that was not listed may be that of CloudFront. */
    private Gate letIn(Set<String> groups, Set<String> service) {
        GroupSets sets = GroupSets.of(estate);
        Gate known = sets.in(groups, service);
        if (estate.knows(ResourceKind.SECURITY_GROUP)) {
            return known;
        }
        Set<String> perhaps = new HashSet<>(service);
        sets.letInOfAccount(groups).stream()
                .filter(id -> estate.stored(SecurityGroup.class, id).isEmpty())
                .forEach(perhaps::add);
        Admission possible = sets.in(groups, perhaps).admits();
        return known.admitting(known.admits()
                .union(Admission.between(
                        Traffic.NONE, possible.possible(), estate.missing(ResourceKind.SECURITY_GROUP))));
    }

    private Gate gate(Resource<VpcOrigin> origin) {
        VpcOrigin attributes = origin.attributes();
        String policy = String.valueOf(attributes.originProtocolPolicy());
        List<Integer> ports = new ArrayList<>();
        if (!policy.equals("https-only") && PortSet.isPort(attributes.httpPort())) {
            ports.add(attributes.httpPort());
        }
        if (!policy.equals("http-only") && PortSet.isPort(attributes.httpsPort())) {
            ports.add(attributes.httpsPort());
        }
        boolean isTold = (policy.equals("https-only") || PortSet.isPort(attributes.httpPort()))
                && (policy.equals("http-only") || PortSet.isPort(attributes.httpsPort()));
        if (!isTold) {
            return Gate.unknown(origin.resourceId(), ResourceKind.VPC_ORIGIN, "the ports of " + origin.resourceId())
                    .noting(NOTE);
        }
        Traffic led = Traffic.unionOf(ports.stream()
                .map(port -> Traffic.of(ServiceRange.ports(ServiceRange.TCP, port, port), CidrSet.ANY))
                .toList());
        Admission admits = POLICIES.contains(policy)
                ? Admission.exactly(led)
                : Admission.between(Traffic.NONE, led, "the protocol of " + origin.resourceId());
        return new Gate(
                        origin.resourceId(),
                        ResourceKind.VPC_ORIGIN,
                        admits,
                        packet -> "leads to " + packet.describe() + " of " + attributes.endpointArn(),
                        packet -> "does not lead to " + packet.describe())
                .noting(NOTE);
    }

    /** The VPC origins that lead to the load balancer, or may. */
    List<BalancerFront> fronts(Resource<LoadBalancer> balancer) {
        List<BalancerFront> fronts = new ArrayList<>();
        origins.stream()
                .filter(origin -> balancer.arn().equals(origin.attributes().endpointArn()))
                .map(origin -> front(origin, gate(origin), balancer))
                .forEach(fronts::add);
        unread(balancer, BalancerFront.vpc(estate, balancer))
                .map(sign -> front(sign, perhaps(sign), balancer))
                .ifPresent(fronts::add);
        return fronts;
    }

    private BalancerFront front(Resource<?> frontend, Gate first, Resource<LoadBalancer> balancer) {
        String vpc = BalancerFront.vpc(estate, balancer);
        Set<String> groups = Set.copyOf(balancer.attributes().securityGroupIds());
        Map<String, Passage> nodes = new LinkedHashMap<>();
        CidrSet seen = PUBLIC;
        for (String subnet : balancer.attributes().subnetIds()) {
            Gate admitting = groups.isEmpty() ? BalancerFront.groups(estate, balancer) : admitting(groups, vpc, subnet);
            nodes.put(
                    subnet,
                    new Passage(List.of(
                            first,
                            InternetGateways.of(estate).gate(vpc),
                            Subnets.of(estate).publicAccess(subnet),
                            admitting)));
            seen = seen.union(Subnets.of(estate).addresses(subnet).only(IpFamily.IPV4));
        }
        return new BalancerFront(
                estate, frontend, balancer, nodes, List.of(), new BalancerFront.Seen(Internet.PUBLIC, seen, false));
    }

    /** The ways that lead to the interface itself, or may. */
    List<Entrance> to(Resource<NetworkInterface> eni) {
        List<Entrance> known = byInterface.getOrDefault(eni.resourceId(), List.of());
        Optional<Resource<?>> unread = eni.attributes().instanceId() == null
                ? Optional.empty()
                : unread(eni, String.valueOf(eni.attributes().vpcId()));
        List<Entrance> all = new ArrayList<>(known);
        unread.flatMap(sign -> entrance(sign, perhaps(sign), eni)).ifPresent(all::add);
        return all;
    }

    /** CloudFront's groups that may be of the VPC: the VPC of a group or of an internet gateway need not be told, and no rule names a group of another VPC. */
    private Set<String> serviceGroups(String vpcId) {
        return serviceGroups.keySet().stream()
                .filter(id ->
                        id.equals(vpcId) || id.equals(InternetGateways.UNTOLD) || vpcId.equals(InternetGateways.UNTOLD))
                .flatMap(id -> serviceGroups.get(id).stream())
                .collect(Collectors.toSet());
    }

    /** Where origins were not read, the group of CloudFront in the VPC; what they may lead to itself where groups were not listed either. */
    private Optional<Resource<?>> unread(Resource<?> ledTo, String vpcId) {
        if (estate.knows(ResourceKind.VPC_ORIGIN) && origins.stream().allMatch(VpcOrigins::isTold)) {
            return Optional.empty();
        }
        return serviceGroups(vpcId).stream()
                .findFirst()
                .<Resource<?>>flatMap(id -> estate.stored(SecurityGroup.class, id))
                .or(() -> Optional.<Resource<?>>of(ledTo).filter(any -> !estate.knows(ResourceKind.SECURITY_GROUP)));
    }

    private static boolean isTold(Resource<VpcOrigin> origin) {
        return origin.attributes().endpointArn() != null;
    }

    private Gate perhaps(Resource<?> sign) {
        return Gate.unknown(
                sign.resourceId(),
                sign.kind(),
                estate.knows(ResourceKind.VPC_ORIGIN)
                        ? "where a VPC origin leads to"
                        : estate.missing(ResourceKind.VPC_ORIGIN));
    }
}
