package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The guarded ways to the interfaces of an estate: Instance Connect Endpoints of its VPC, Systems Manager, Verified Access and Client VPN.
 * They are never counted as open.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html">Connect to your
 *     instances using EC2 Instance Connect Endpoint</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager.html">AWS Systems Manager Session
 *     Manager</a>
 */
public final class GuardedWays {

    /** The kinds that answers rest on, beside those of {@link Questions}. */
    public static final Set<ResourceKind> KINDS = Set.of(
            ResourceKind.INSTANCE_CONNECT_ENDPOINT, ResourceKind.MANAGED_INSTANCE, ResourceKind.CLIENT_VPN_ENDPOINT);

    /** The action that opens a tunnel of an Instance Connect Endpoint. */
    public static final String TUNNEL = "ec2-instance-connect:OpenTunnel";

    private static final String SESSION = "ssm:StartSession or ssm:SendCommand";
    private static final Set<String> MADE =
            Set.of("create-complete", "update-in-progress", "update-complete", "update-failed");
    private static final Set<String> NOT_MADE =
            Set.of("create-in-progress", "create-failed", "delete-in-progress", "delete-complete", "delete-failed");
    private static final List<Integer> TUNNELED = List.of(22, 3389);

    private final Estate estate;

    private GuardedWays(Estate estate) {
        this.estate = estate;
    }

    public static GuardedWays of(Estate estate) {
        return estate.view(GuardedWays.class, GuardedWays::new);
    }

    /** The guarded ways to the interface that carry some of the services, or may; for a kind that was not read, an unknown one. */
    public List<GuardedWay> to(Resource<NetworkInterface> eni, ServiceRange services) {
        List<GuardedWay> ways = new ArrayList<>(tunnels(eni, services));
        if (eni.attributes().instanceId() != null) {
            ways.addAll(sessions(eni.attributes().instanceId()));
        }
        ways.addAll(new VerifiedAccessWays(estate, eni).ask(services));
        for (Resource<ClientVpnEndpoint> endpoint : estate.stored(ClientVpnEndpoint.class)) {
            ClientVpnPath path = new ClientVpnPath(estate, endpoint, eni);
            if (path.isOfVpc() || path.leadsOn()) {
                ways.add(new GuardedWay(endpoint.kind(), endpoint.resourceId(), path.guard(), path.ask(services)));
            }
        }
        unread(ResourceKind.CLIENT_VPN_ENDPOINT, "the authentication of the endpoint")
                .forEach(ways::add);
        return List.copyOf(ways);
    }

    /**
     * Those by Instance Connect Endpoints alone, to SSH or RDP, for whoever may open them from the internet: where the endpoint keeps the client's
     * address, and for certain only chosen clients are let in, there is none.
     */
    public List<GuardedWay> tunnelsFromInternet(Resource<NetworkInterface> eni) {
        return tunnels(eni, ServiceRange.ALL).stream()
                .filter(way -> way.outcome().reachable() != Reachable.YES
                        || hides(way)
                        || Internet.isInternet(way.outcome().admitted().peers()))
                .toList();
    }

    private boolean hides(GuardedWay way) {
        return estate.stored(InstanceConnectEndpoint.class, way.resourceId())
                .filter(endpoint -> Boolean.FALSE.equals(endpoint.attributes().preserveClientIp()))
                .isPresent();
    }

    private List<GuardedWay> tunnels(Resource<NetworkInterface> eni, ServiceRange services) {
        Traffic tunneled = tunneled(services);
        if (tunneled.isEmpty()) {
            return List.of();
        }
        Stream<GuardedWay> known = estate.stored(InstanceConnectEndpoint.class).stream()
                .filter(endpoint ->
                        !NOT_MADE.contains(String.valueOf(endpoint.attributes().state()))
                                && (mayBeInVpcOf(endpoint, eni) || leadsOn(endpoint, eni)))
                .map(endpoint ->
                        new GuardedWay(endpoint.kind(), endpoint.resourceId(), TUNNEL, by(endpoint, eni, tunneled)));
        return Stream.concat(known, unread(ResourceKind.INSTANCE_CONNECT_ENDPOINT, TUNNEL))
                .toList();
    }

    private static boolean mayBeInVpcOf(Resource<InstanceConnectEndpoint> endpoint, Resource<NetworkInterface> eni) {
        String one = endpoint.attributes().vpcId();
        String other = eni.attributes().vpcId();
        return one == null || other == null || one.equals(other);
    }

    /**
     * Whether the table of its subnet leads on to the VPC of the interface: an endpoint that keeps the client's address leads to none but its own.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html">Connect to your
     *     instances using EC2 Instance Connect Endpoint, Considerations</a>
     */
    private boolean leadsOn(Resource<InstanceConnectEndpoint> endpoint, Resource<NetworkInterface> eni) {
        InstanceConnectEndpoint attributes = endpoint.attributes();
        return !Boolean.TRUE.equals(attributes.preserveClientIp())
                && HostPair.addresses(eni)
                        .anyMatch(address ->
                                new RoutesBeyond(estate).lead(attributes.subnetId(), attributes.vpcId(), address));
    }

    private Stream<GuardedWay> unread(ResourceKind kind, String guard) {
        return estate.knows(kind)
                ? Stream.empty()
                : Stream.of(new GuardedWay(kind, "", guard, Outcome.unknown(estate.missing(kind))));
    }

    private static Traffic tunneled(ServiceRange services) {
        return Traffic.unionOf(TUNNELED.stream()
                        .map(port -> Traffic.of(ServiceRange.ports(ServiceRange.TCP, port, port), CidrSet.ANY))
                        .toList())
                .within(services);
    }

    private List<GuardedWay> sessions(String instanceId) {
        List<GuardedWay> ways = new ArrayList<>();
        for (Resource<ManagedInstance> node : estate.stored(ManagedInstance.class)) {
            if (instanceId.equals(node.attributes().instanceId())) {
                Hop hop = new Hop(
                        node.resourceId(),
                        ResourceKind.MANAGED_INSTANCE,
                        "the agent is " + node.attributes().pingStatus());
                ways.add(new GuardedWay(ResourceKind.MANAGED_INSTANCE, node.resourceId(), SESSION, session(node, hop)));
            }
        }
        if (ways.isEmpty()) {
            unread(ResourceKind.MANAGED_INSTANCE, SESSION).forEach(ways::add);
        }
        return ways;
    }

    private static Outcome session(Resource<ManagedInstance> node, Hop hop) {
        if (ManagedNodes.online(node.attributes())) {
            return Outcome.open(hop);
        }
        return ManagedNodes.outOfContact(node.attributes())
                ? Outcome.blocked(hop)
                : Outcome.unknown("whether the agent of " + node.resourceId() + " is in contact");
    }

    /** Where the client's address is kept, the groups and the ACL of the instance have to admit that, else the endpoint. */
    private Outcome by(Resource<InstanceConnectEndpoint> endpoint, Resource<NetworkInterface> eni, Traffic question) {
        InstanceConnectEndpoint attributes = endpoint.attributes();
        if (!isMade(attributes)
                || attributes.vpcId() == null
                || eni.attributes().vpcId() == null) {
            return Outcome.unknown(
                    "the state of " + endpoint.resourceId() + ", and whether it is in the VPC of " + eni.resourceId());
        }
        List<Cidr> addresses = HostPair.addresses(eni)
                .filter(address -> carries(attributes, address.family()))
                .toList();
        if (addresses.isEmpty()) {
            return Outcome.blocked(
                    new Hop(endpoint.resourceId(), endpoint.kind(), "it leads to no address of " + eni.resourceId()));
        }
        Boolean preserves = attributes.preserveClientIp();
        Outcome kept = kept(endpoint, eni, addresses, question);
        if (Boolean.TRUE.equals(preserves)) {
            return kept;
        }
        Outcome hidden = hiding(endpoint, eni, addresses, question);
        if (preserves != null) {
            return hidden;
        }
        return kept.reachable() == hidden.reachable()
                ? kept
                : Outcome.unknown("whether " + endpoint.resourceId() + " keeps the address of the client");
    }

    private Outcome kept(
            Resource<InstanceConnectEndpoint> endpoint,
            Resource<NetworkInterface> eni,
            List<Cidr> addresses,
            Traffic question) {
        return mayBeInVpcOf(endpoint, eni)
                ? Outcome.best(addresses.stream()
                                .map(address -> keeping(endpoint, eni, address).ask(question)))
                        .orElseThrow()
                : Outcome.blocked(new Hop(
                        endpoint.resourceId(),
                        endpoint.kind(),
                        "it keeps the address of the client in its own VPC alone"));
    }

    private Outcome hiding(
            Resource<InstanceConnectEndpoint> endpoint,
            Resource<NetworkInterface> eni,
            List<Cidr> addresses,
            Traffic question) {
        return Outcome.best(endpoint.attributes().networkInterfaceIds().stream()
                        .flatMap(id -> estate.stored(NetworkInterface.class, id).stream())
                        .flatMap(own -> HostPair.all(estate, own, eni))
                        .filter(pair -> addresses.contains(pair.destination()))
                        .map(pair -> pair.passage().ask(question.among(CidrSet.of(pair.source())))))
                .orElseGet(() -> Outcome.unknown("the network interfaces of " + endpoint.resourceId()));
    }

    /** Whether the endpoint is told to work: one that is being changed, or could not be, works on. */
    public static boolean isMade(InstanceConnectEndpoint endpoint) {
        return MADE.contains(String.valueOf(endpoint.state()));
    }

    private static boolean carries(InstanceConnectEndpoint endpoint, IpFamily family) {
        String other = family == IpFamily.IPV4 ? "ipv6" : "ipv4";
        return !other.equals(endpoint.ipAddressType());
    }

    /**
     * A rule for the endpoint's group admits the client too. The answers go back to the endpoint, which needs no way to the internet: the client's address needs no route, but passes the ACLs.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html">Security groups for EC2 Instance Connect
     *     Endpoint</a>
     */
    private Passage keeping(Resource<InstanceConnectEndpoint> endpoint, Resource<NetworkInterface> eni, Cidr address) {
        String subnet = String.valueOf(endpoint.attributes().subnetId());
        String target = String.valueOf(eni.attributes().subnetId());
        Set<String> groups = Set.copyOf(eni.attributes().securityGroupIds());
        CidrSet clients = CidrSet.ANY.only(address.family());
        NetworkAcls acls = NetworkAcls.of(estate);
        boolean sameSubnet = subnet.equals(target);
        List<Gate> gates = new ArrayList<>();
        gates.add(Gate.open(
                endpoint.resourceId(),
                endpoint.kind(),
                "it keeps the address of the client, and takes the answers back"));
        gates.add(out(endpoint, groups).readdressed(address, clients));
        if (!sameSubnet) {
            new Appliances(estate)
                    .between(
                            subnet,
                            String.valueOf(eni.attributes().vpcId()),
                            CidrSet.of(address),
                            endpoint.resourceId())
                    .ifPresent(gates::add);
            gates.add(acls.out(subnet).readdressed(address, clients));
            gates.add(acls.in(target));
        }
        gates.addAll(
                Reach.of(estate).entry(eni, Set.copyOf(endpoint.attributes().securityGroupIds())));
        if (!sameSubnet) {
            gates.add(acls.answersOut(target));
            gates.add(acls.answersIn(subnet).readdressed(address, clients));
        }
        return new Passage(List.copyOf(gates));
    }

    /** Whether the groups of the endpoint let a tunnel out to the port of the interface. */
    public Reachable letsOut(Resource<InstanceConnectEndpoint> endpoint, Resource<NetworkInterface> eni, int port) {
        Passage groups =
                new Passage(List.of(out(endpoint, Set.copyOf(eni.attributes().securityGroupIds()))));
        return Outcome.best(HostPair.addresses(eni)
                        .filter(address -> carries(endpoint.attributes(), address.family()))
                        .map(address -> groups.ask(
                                Traffic.of(ServiceRange.ports(ServiceRange.TCP, port, port), CidrSet.of(address)))))
                .map(Outcome::reachable)
                .orElse(Reachable.NO);
    }

    private Gate out(Resource<InstanceConnectEndpoint> endpoint, Set<String> groups) {
        Set<String> own = Set.copyOf(endpoint.attributes().securityGroupIds());
        return own.isEmpty()
                ? Gate.unknown(
                        endpoint.resourceId(), endpoint.kind(), "the security groups of " + endpoint.resourceId())
                : GroupSets.of(estate).out(own, groups);
    }
}
