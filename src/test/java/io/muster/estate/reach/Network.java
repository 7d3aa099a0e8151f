package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.ServiceRange;
import io.muster.estate.traffic.Traffic;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.ClassicListener;
import io.muster.inventory.kind.ClassicLoadBalancer;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Subnet;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of networks, in one line each. */
public final class Network {

    private Network() {}

    public static Estates.Made<InternetGateway> gateway(String id, String... vpcs) {
        return Made.of(id, new InternetGateway(List.of(vpcs)));
    }

    public static Estates.Made<Subnet> subnet(String id, String vpc, String cidr, String cidr6, String blockMode) {
        return Made.of(
                id,
                new Subnet(
                        vpc,
                        cidr,
                        cidr6 == null ? List.of() : List.of(cidr6),
                        "eu-central-1a",
                        false,
                        false,
                        blockMode,
                        Estates.ACCOUNT,
                        null));
    }

    public static Estates.Made<Subnet> subnet(String id) {
        return subnet(id, "vpc-1", "10.0.0.0/24", "2600:1f00::/64", "off");
    }

    public static Estates.Made<RouteTable> mainTable(String id, String vpcId, Route... routes) {
        return table(id, vpcId, true, List.of(), routes);
    }

    public static Estates.Made<RouteTable> table(
            String id, String vpc, boolean main, List<String> subnets, Route... routes) {
        return Made.of(id, new RouteTable(vpc, main, subnets, List.of(), Arrays.asList(routes), Estates.ACCOUNT, null));
    }

    public static Estates.Made<RouteTable> edgeTable(String id, String gateway, Route... routes) {
        return Made.of(
                id,
                new RouteTable(
                        "vpc-1", false, List.of(), List.of(gateway), Arrays.asList(routes), Estates.ACCOUNT, null));
    }

    /**
     * {@code nat-1}, a public one of {@code vpc-1}.
     *
     * @param parts names of components, each with its value behind it: further ones, or other values
     */
    public static Estates.Made<NatGateway> natGateway(Object... parts) {
        Stream<Object> usual = Stream.of("state", "available", "connectivityType", "public", "vpcId", "vpc-1");
        return Made.of(
                "nat-1",
                Parts.of(
                        NatGateway.class, Stream.concat(usual, Stream.of(parts)).toArray()));
    }

    public static Route route(String destination, String target) {
        return new Route(destination, target, null, "active", false, null, null);
    }

    public static Route blackhole(String destination, String target) {
        return new Route(destination, target, null, "blackhole", false, null, null);
    }

    public static Route propagated(String destination, String target) {
        return new Route(destination, target, null, "active", true, null, null);
    }

    public static Estates.Made<NetworkAcl> acl(String id, List<String> subnets, NetworkAclEntry... entries) {
        return Made.of(id, new NetworkAcl("vpc-1", false, subnets, Arrays.asList(entries), Estates.ACCOUNT));
    }

    /** As AWS makes it: everything in and out, of both families. */
    public static Estates.Made<NetworkAcl> openAcl(String id, String... subnets) {
        return acl(
                id,
                List.of(subnets),
                in(100, true, "-1", null, null, "0.0.0.0/0"),
                in(101, true, "-1", null, null, "::/0"),
                out(100, true, "-1", null, null, "0.0.0.0/0"),
                out(101, true, "-1", null, null, "::/0"));
    }

    public static NetworkAclEntry in(
            int number, boolean allow, String protocol, Integer from, Integer to, String cidr) {
        return new NetworkAclEntry(number, false, allow, protocol, from, to, cidr);
    }

    public static NetworkAclEntry out(
            int number, boolean allow, String protocol, Integer from, Integer to, String cidr) {
        return new NetworkAclEntry(number, true, allow, protocol, from, to, cidr);
    }

    /** A load balancer of the type in the subnets, with the listeners. */
    public static Estates.Made<LoadBalancer> balancer(
            String name, String type, String scheme, List<String> subnets, List<String> groups, Listener... listeners) {
        return Made.of(
                name,
                new LoadBalancer(
                        type,
                        scheme,
                        "active",
                        null,
                        "ipv4",
                        "vpc-1",
                        subnets,
                        groups,
                        null,
                        Arrays.asList(listeners),
                        null,
                        null));
    }

    /** The Network Load Balancer of an endpoint service in another VPC; groups count for its clients where they are {@code enforced}. */
    static Estates.Made<LoadBalancer> ofService(String enforced, Listener listener) {
        return Made.of(
                "net/svc/1",
                new LoadBalancer(
                        "network",
                        "internal",
                        "active",
                        null,
                        "ipv4",
                        "vpc-2",
                        List.of("subnet-9"),
                        List.of("sg-lb"),
                        enforced,
                        List.of(listener),
                        null,
                        null));
    }

    /** The endpoint service of that load balancer. */
    public static Estates.Made<VpcEndpointService> endpointService(String serviceName) {
        return Made.of(
                "vpce-svc-1",
                Parts.of(
                        VpcEndpointService.class,
                        "serviceName",
                        serviceName,
                        "loadBalancerArns",
                        List.of(Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "net/svc/1"))));
    }

    /** An Instance Connect Endpoint with interface eni-e. */
    public static Estates.Made<InstanceConnectEndpoint> connectEndpoint(Boolean preservesClientIp, String groupId) {
        return Made.of(
                "eice-1",
                Parts.of(
                        InstanceConnectEndpoint.class,
                        "state",
                        "create-complete",
                        "vpcId",
                        "vpc-1",
                        "subnetId",
                        "subnet-1",
                        "securityGroupIds",
                        List.of(groupId),
                        "networkInterfaceIds",
                        List.of("eni-e"),
                        "preserveClientIp",
                        preservesClientIp,
                        "ipAddressType",
                        "ipv4"));
    }

    /** The agent of host B, as Systems Manager knows it. */
    static Estates.Made<ManagedInstance> agent(String pingStatus) {
        return Made.of(
                "i-b",
                Parts.of(
                        ManagedInstance.class,
                        "instanceId",
                        "i-b",
                        "resourceType",
                        "EC2Instance",
                        "pingStatus",
                        pingStatus));
    }

    /** A Classic Load Balancer with one listener. */
    public static Estates.Made<ClassicLoadBalancer> classicBalancer(
            String name, String scheme, List<String> subnets, List<String> groups, ClassicListener listener) {
        return Made.of(
                name,
                Parts.of(
                        ClassicLoadBalancer.class,
                        "scheme",
                        scheme,
                        "vpcId",
                        "vpc-1",
                        "subnetIds",
                        subnets,
                        "securityGroupIds",
                        groups,
                        "instanceIds",
                        List.of("i-1"),
                        "listeners",
                        List.of(listener)));
    }

    public static ClassicListener classicListener(int port, String protocol, int instancePort) {
        return Parts.of(ClassicListener.class, "port", port, "protocol", protocol, "instancePort", instancePort);
    }

    public static Listener listener(int port, String protocol, String... targetGroups) {
        List<String> arns =
                Arrays.stream(targetGroups).map(Network::targetGroupArn).toList();
        return new Listener(
                "listener-" + port, port, protocol, null, List.of(), List.of("forward"), arns, null, List.of());
    }

    public static String targetGroupArn(String name) {
        return Estates.REGION.arn(ResourceKind.TARGET_GROUP, name);
    }

    public static Estates.Made<TargetGroup> targets(
            String name, String type, Integer port, Boolean preserveClientIp, String... ids) {
        List<Target> targets = Arrays.stream(ids)
                .map(id -> new Target(id, null, null, "healthy", null))
                .toList();
        return Made.of(
                name,
                new TargetGroup(
                        type,
                        "TCP",
                        port,
                        "vpc-1",
                        "ipv4",
                        List.of(),
                        preserveClientIp,
                        null,
                        null,
                        null,
                        targets,
                        null));
    }

    /** An accelerator of IPv4 with the listeners; null for those that were not read. */
    static Estates.Made<Accelerator> accelerator(String id, boolean enabled, List<AcceleratorListener> listeners) {
        return Made.of(
                id,
                Parts.of(
                        Accelerator.class,
                        "enabled",
                        enabled,
                        "ipAddressType",
                        "IPV4",
                        "ipAddresses",
                        List.of(),
                        "listeners",
                        listeners));
    }

    /** Whether the set holds the packet. */
    static boolean holds(Traffic traffic, String peer, int protocol, int port) {
        int service = protocol * ServiceRange.PROTOCOL_SIZE + port;
        return CidrSet.parse(peer).intersects(traffic.peersOfAny(new ServiceRange(service, service)));
    }

    public static Estate estate(Estates.Made<?>... made) {
        return Estates.estate().with(made).build();
    }

    /** The parts with some replaced and some added: the changes are a name and a part by turns. */
    static Map<String, Estates.Made<?>> changed(Map<String, Estates.Made<?>> parts, Object... changes) {
        Map<String, Estates.Made<?>> changed = new LinkedHashMap<>(parts);
        for (int i = 0; i < changes.length; i += 2) {
            changed.put((String) changes[i], (Estates.Made<?>) changes[i + 1]);
        }
        return changed;
    }

    /** The changes and more of them, of which the later ones count. */
    static Object[] with(Object[] changes, Object... more) {
        return Stream.concat(Arrays.stream(changes), Arrays.stream(more)).toArray();
    }

    /** {@code vpce-1} in the subnet, which has packets inspected. */
    static Estates.Made<VpcEndpoint> inspectingEndpoint(String subnet) {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        "GatewayLoadBalancer",
                        "state",
                        "available",
                        "vpcId",
                        "vpc-1",
                        "subnetIds",
                        List.of(subnet)));
    }

    /** An endpoint of the VPC for Amazon S3. */
    static Estates.Made<VpcEndpoint> serviceEndpoint(String type, String state) {
        return Made.of(
                "vpce-1",
                Parts.of(
                        VpcEndpoint.class,
                        "vpcEndpointType",
                        type,
                        "state",
                        state,
                        "serviceName",
                        "com.amazonaws.eu-central-1.s3",
                        "vpcId",
                        "vpc-1"));
    }
}
