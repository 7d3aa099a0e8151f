package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.edgeTable;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.mainTable;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.BlockPublicAccessExclusion;
import io.muster.inventory.kind.ClientVpnAuthorizationRule;
import io.muster.inventory.kind.ClientVpnEndpoint;
import io.muster.inventory.kind.ClientVpnRoute;
import io.muster.inventory.kind.ClientVpnTargetNetwork;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.NatGateway;
import io.muster.inventory.kind.NatGatewayAddress;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.TransitGateway;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEndpoint;
import io.muster.inventory.kind.VpcEndpointService;
import io.muster.inventory.kind.VpcOrigin;
import io.muster.inventory.kind.VpnConnection;
import io.muster.inventory.kind.VpnGateway;
import io.muster.inventory.kind.VpnStaticRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Small estates in which something is reached, one for each sort of way, with all that the way rests on. */
final class ReachableEstates {

    /** @param question about the resources as they are in the estate */
    record Case(String name, Map<String, Estates.Made<?>> parts, Function<Estate, Reachable> question) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final ServiceRange SSH = Hosts.SSH;
    static final ServiceRange WEB = ServiceRange.asked("tcp", 8080).orElseThrow();
    static final ServiceRange HTTPS = ServiceRange.asked("tcp", 443).orElseThrow();
    static final Endpoint EVERYONE = new Endpoint.Everyone();
    private static final Endpoint OFFICE = new Endpoint.Range(CidrSet.parse("192.168.1.0/24"));
    static final Estates.Made<?> VPC = Made.vpc("vpc-1", false, Estates.ACCOUNT);

    private ReachableEstates() {}

    static Stream<Case> all() {
        return Stream.of(direct(), balanced(), otherDoors(), amongHosts(), outward(), withGuards())
                .flatMap(cases -> cases);
    }

    static Endpoint host(Estate estate, String eni) {
        return new Endpoint.Host(
                estate.stored(NetworkInterface.class, eni).stream().toList());
    }

    static Function<Estate, Reachable> from(Endpoint peer, String eni, ServiceRange services) {
        return estate ->
                Questions.of(estate).ask(peer, host(estate, eni), services).reachable();
    }

    static Function<Estate, Reachable> to(Endpoint peer, String eni) {
        return estate ->
                Questions.of(estate).ask(host(estate, eni), peer, HTTPS).reachable();
    }

    static Function<Estate, Reachable> between(String from, String to) {
        return estate -> Questions.of(estate)
                .ask(host(estate, from), host(estate, to), SSH)
                .reachable();
    }

    private static Function<Estate, Reachable> allWays(String id) {
        return estate -> {
            Resource<Instance> instance = estate.stored(Instance.class, id).orElseThrow();
            return AllWays.of(instance, estate).reachable();
        };
    }

    static Reachable guarded(Estate estate) {
        Resource<NetworkInterface> target =
                estate.stored(NetworkInterface.class, "eni-b").orElseThrow();
        return GuardedWays.of(estate).to(target, SSH).stream()
                .map(way -> way.outcome().reachable())
                .min(Comparator.comparing(answer -> switch (answer) {
                    case YES -> 0;
                    case UNKNOWN -> 1;
                    case NO -> 2;
                }))
                .orElse(Reachable.NO);
    }

    static MadeInterface addressed(String id) {
        return eni(id).groups("sg-1")
                .publicIps("52.0.0.1")
                .addresses(Parts.of(
                        PrivateAddress.class,
                        "privateIp",
                        "10.0.0.10",
                        "primary",
                        true,
                        "publicIp",
                        "52.0.0.1",
                        "allocationId",
                        "eipalloc-1"));
    }

    private static Stream<Case> direct() {
        return Stream.of(
                new Case(
                        "an instance with an Elastic IP address",
                        ReachTraps.with("vpc", VPC, "eni", addressed("eni-1").of("i-1"), "instance", instance("i-1")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "the same, by all ways together",
                        ReachTraps.with("vpc", VPC, "eni", addressed("eni-1").of("i-1"), "instance", instance("i-1")),
                        allWays("i-1")),
                new Case(
                        "an interface of a service of AWS",
                        ReachTraps.with("vpc", VPC, "eni", addressed("eni-1").requesterManaged("of a service")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "IPv6",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("::/0", "igw-1")),
                                "group",
                                group("sg-1").in("tcp", 22, 22, "::/0"),
                                "eni",
                                eni("eni-1").of("i-1").groups("sg-1").ipv6("2600:1f00::10")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "prefix lists",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("pl-1", "igw-1")),
                                "list",
                                Made.prefixList("pl-1", "offices", Estates.ACCOUNT, "8.0.0.0/8"),
                                "group",
                                group("sg-1").inFromList("tcp", 22, 22, "pl-1"),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "an ACL with single ports",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "acl",
                                acl(
                                        "acl-1",
                                        List.of("subnet-1"),
                                        in(90, false, "6", 23, 23, "0.0.0.0/0"),
                                        in(100, true, "6", 22, 22, "0.0.0.0/0"),
                                        out(100, true, "6", 1024, 65535, "0.0.0.0/0")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "a table of the internet gateway",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "edge",
                                edgeTable("rtb-9", "igw-1", route("10.0.0.0/16", "local")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        from(EVERYONE, "eni-1", SSH)),
                new Case(
                        "an exclusion from VPC Block Public Access",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "subnet",
                                subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, null),
                                "settings",
                                Made.publicAccess("block-bidirectional", "allowed"),
                                "exclusion",
                                Made.of(
                                        "vpcbpa-exclude-1",
                                        Parts.of(
                                                BlockPublicAccessExclusion.class,
                                                "internetGatewayExclusionMode",
                                                "allow-bidirectional",
                                                "resourceArn",
                                                Estates.REGION.arn(ResourceKind.SUBNET, "subnet-1"),
                                                "state",
                                                "create-complete")),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        from(EVERYONE, "eni-1", SSH)));
    }

    private static final MadeInterface TARGET =
            eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");

    static Map<String, Estates.Made<?>> behind(Object... changes) {
        return FrontDoorTraps.network(with(
                new Object[] {
                    "vpc",
                    VPC,
                    "publicTable",
                    table(
                            "rtb-2",
                            "vpc-1",
                            false,
                            List.of("subnet-1"),
                            route("10.0.0.0/16", "local"),
                            route("0.0.0.0/0", "igw-1")),
                    "groupOfBalancer",
                    group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").outToGroup("sg-1"),
                    "group",
                    group("sg-1").inFromGroup("sg-lb"),
                    "eni",
                    TARGET,
                    "instance",
                    instance("i-1"),
                    "node",
                    node("app/web/1")
                },
                changes));
    }

    static MadeInterface node(String balancer) {
        return eni("eni-n")
                .in("subnet-1")
                .privateIps("10.0.1.20")
                .publicIps("52.0.0.2")
                .groups("sg-lb")
                .requesterManaged("ELB " + balancer);
    }

    static Estates.Made<?> toWeb(String scheme, Listener... listeners) {
        return balancer("app/web/1", "application", scheme, List.of("subnet-1"), List.of("sg-lb"), listeners);
    }

    /** One target of a port of its own. */
    private static Estates.Made<?> target(String name, String type, String id) {
        return Made.of(
                name,
                new TargetGroup(
                        type,
                        "TCP",
                        9999,
                        "vpc-1",
                        List.of(),
                        true,
                        null,
                        null,
                        List.of(new Target(id, 8080, null, "healthy", null)),
                        null));
    }

    private static Stream<Case> balanced() {
        return Stream.of(
                new Case(
                        "an Application Load Balancer",
                        behind(
                                "balancer", toWeb("internet-facing", listener(443, "HTTPS", "app")),
                                "targets", targets("app", "instance", 8080, null, "i-1")),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "the same, by all ways together",
                        behind(
                                "balancer", toWeb("internet-facing", listener(443, "HTTPS", "app")),
                                "targets", targets("app", "instance", 8080, null, "i-1")),
                        allWays("i-1")),
                new Case(
                        "a rule of an Application Load Balancer",
                        behind(
                                "balancer",
                                toWeb(
                                        "internet-facing",
                                        new Listener(
                                                "listener",
                                                443,
                                                "HTTPS",
                                                null,
                                                List.of(),
                                                List.of("fixed-response"),
                                                List.of(),
                                                List.of(new ListenerRule(
                                                        "rule",
                                                        "1",
                                                        List.of("host-header"),
                                                        List.of("forward"),
                                                        List.of(Network.targetGroupArn("app")))))),
                                "targets",
                                target("app", "ip", "10.0.2.10")),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a Network Load Balancer",
                        behind(
                                "balancer",
                                balancer(
                                        "net/web/1",
                                        "network",
                                        "internet-facing",
                                        List.of("subnet-1"),
                                        List.of(),
                                        listener(443, "TCP", "app")),
                                "node",
                                eni("eni-n")
                                        .in("subnet-1")
                                        .privateIps("10.0.1.20")
                                        .type("network_load_balancer")
                                        .requesterManaged("ELB net/web/1"),
                                "targets",
                                target("app", "instance", "i-1"),
                                "group",
                                group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0")),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a Classic Load Balancer",
                        behind(
                                "balancer",
                                classicBalancer(
                                        "web",
                                        "internet-facing",
                                        List.of("subnet-1"),
                                        List.of("sg-lb"),
                                        classicListener(443, "HTTPS", 8080)),
                                "node",
                                node("web")),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "an Application Load Balancer behind a Network Load Balancer",
                        behind(
                                "outer",
                                balancer(
                                        "net/web/1",
                                        "network",
                                        "internet-facing",
                                        List.of("subnet-1"),
                                        List.of("sg-lb"),
                                        listener(443, "TCP", "inner")),
                                "inner",
                                target("inner", "alb", FrontDoorTraps.BALANCER),
                                "balancer",
                                toWeb("internal", listener(8080, "HTTP", "app")),
                                "groupOfBalancer",
                                group("sg-lb").in("tcp", 0, 65535, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                                "targets",
                                targets("app", "instance", 8080, null, "i-1")),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a node of a load balancer",
                        behind("balancer", toWeb("internet-facing", listener(443, "HTTPS", "app"))),
                        from(EVERYONE, "eni-n", HTTPS)));
    }

    static Estates.Made<?> accelerator(String id, String arn, boolean preserves) {
        AcceleratorEndpointGroup endpoints = new AcceleratorEndpointGroup(
                "arn:group",
                "eu-central-1",
                100.0,
                List.of(new PortOverride(80, 8080)),
                List.of(new AcceleratorEndpoint(id, arn, 128, preserves, "HEALTHY")));
        return Network.accelerator(
                "ga-1",
                true,
                List.of(new AcceleratorListener(
                        "arn:listener", "TCP", List.of(new PortRange(80, 443)), null, List.of(endpoints))));
    }

    private static Estates.Made<?> origin(String arn) {
        return Made.of(
                "vo-1",
                Parts.of(
                        VpcOrigin.class,
                        "status",
                        "Deployed",
                        "endpointArn",
                        arn,
                        "httpPort",
                        8080,
                        "httpsPort",
                        443,
                        "originProtocolPolicy",
                        "match-viewer"));
    }

    private static Stream<Case> otherDoors() {
        Estates.Made<?> open = group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0");
        Estates.Made<?> toApp = toWeb("internal", listener(443, "HTTPS", "app"));
        Estates.Made<?> app = targets("app", "instance", 8080, null, "i-1");
        MadeInterface sign = eni("eni-9").type("global_accelerator_managed").requesterManaged("Global Accelerator");
        Estates.Made<?> service = group("sg-cf").name("CloudFront-VPCOrigins-Service-SG");
        return Stream.of(
                new Case(
                        "an accelerator before an instance",
                        behind(
                                "door",
                                accelerator("i-1", FrontDoorTraps.INSTANCE, true),
                                "sign",
                                sign.in("subnet-2"),
                                "group",
                                open),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "an accelerator before an internal load balancer",
                        behind(
                                "door",
                                accelerator(FrontDoorTraps.BALANCER, FrontDoorTraps.BALANCER, true),
                                "sign",
                                eni("eni-9")
                                        .in("subnet-1")
                                        .type("global_accelerator_managed")
                                        .requesterManaged("Global Accelerator"),
                                "balancer",
                                toApp,
                                "targets",
                                app),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a VPC origin before an instance",
                        behind("door", origin(FrontDoorTraps.INSTANCE), "service", service, "group", open),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a VPC origin before an internal load balancer",
                        behind(
                                "door",
                                origin(FrontDoorTraps.BALANCER),
                                "service",
                                service,
                                "balancer",
                                toApp,
                                "targets",
                                app),
                        from(EVERYONE, "eni-1", WEB)),
                new Case(
                        "a VPC origin before an instance that admits CloudFront's group",
                        behind(
                                "door",
                                origin(FrontDoorTraps.INSTANCE),
                                "service",
                                service,
                                "group",
                                group("sg-1").inFromGroup("sg-cf")),
                        from(EVERYONE, "eni-1", WEB)));
    }

    static Map<String, Estates.Made<?>> hosts(Object... changes) {
        return Hosts.network(with(
                new Object[] {"a", Hosts.A, "b", Hosts.B, "i-a", instance("i-a"), "i-b", instance("i-b")}, changes));
    }

    static Object[] twoVpcs(String by, Object... changes) {
        return with(
                new Object[] {
                    "d",
                    Hosts.FAR,
                    "otherVpc",
                    Made.of(
                            "vpc-2",
                            Parts.of(Vpc.class, "cidrBlocks", List.of("10.9.0.0/16"), "ownerId", Estates.ACCOUNT)),
                    "nine",
                    subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                    "table",
                    mainTable("rtb-1", "vpc-1", route("10.0.0.0/16", "local"), route("10.9.0.0/16", by)),
                    "far",
                    mainTable("rtb-9", "vpc-2", route("10.9.0.0/16", "local"), route("10.0.0.0/16", by))
                },
                changes);
    }

    static Object[] overTransitGateway() {
        return new Object[] {
            "transitGateway",
            Made.of(
                    "tgw-1",
                    Parts.of(
                            TransitGateway.class,
                            "state",
                            "available",
                            "ownerId",
                            Estates.ACCOUNT,
                            "securityGroupReferencingSupport",
                            "enable")),
            "one",
            subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"),
            "attachment",
            attachment("tgw-attach-1", "vpc-1", "subnet-1"),
            "otherAttachment",
            attachment("tgw-attach-2", "vpc-2", "subnet-9"),
            "transit",
            TransitParts.routes(
                    "tgw-rtb-1", "static", new String[] {"10.0.0.0/16", "vpc-1"}, new String[] {"10.9.0.0/16", "vpc-2"})
        };
    }

    private static Estates.Made<?> attachment(String id, String vpc, String subnet) {
        return TransitParts.attachment(
                id,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "transitGatewayOwnerId",
                Estates.ACCOUNT,
                "associationState",
                "associated",
                "vpcOptions",
                new TransitGatewayVpcOptions(List.of(subnet), "enable", "enable", "disable", "disable"));
    }

    static Object[] internal() {
        return new Object[] {
            "balancer",
            balancer(
                    "app/in/1",
                    "application",
                    "internal",
                    List.of("subnet-2"),
                    List.of("sg-lb"),
                    listener(443, "HTTPS", "ssh")),
            "node",
            eni("eni-n").in("subnet-2").privateIps("10.0.2.20").groups("sg-lb").requesterManaged("ELB app/in/1"),
            "targets",
            targets("ssh", "instance", 22, null, "i-b"),
            "groupOfBalancer",
            group("sg-lb").in("tcp", 443, 443, "10.0.1.0/24").out("-1", null, null, "0.0.0.0/0"),
            "groupB",
            group("sg-b").inFromGroup("sg-lb")
        };
    }

    static Object[] linked() {
        String service = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";
        return new Object[] {
            "d",
            Hosts.FAR,
            "i-d",
            instance("i-d"),
            "nine",
            subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
            "balancer",
            Made.of(
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
                            "off",
                            List.of(listener(2222, "TCP", "ssh")),
                            null,
                            null)),
            "targets",
            targets("ssh", "instance", 22, null, "i-d"),
            "service",
            Made.of(
                    "vpce-svc-1",
                    Parts.of(
                            VpcEndpointService.class,
                            "serviceName",
                            service,
                            "loadBalancerArns",
                            List.of(Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "net/svc/1")))),
            "endpoint",
            Made.of(
                    "vpce-1",
                    Parts.of(
                            VpcEndpoint.class,
                            "vpcEndpointType",
                            "Interface",
                            "state",
                            "available",
                            "vpcId",
                            "vpc-1",
                            "serviceName",
                            service,
                            "subnetIds",
                            List.of("subnet-2"),
                            "securityGroupIds",
                            List.of("sg-v"),
                            "networkInterfaceIds",
                            List.of("eni-v"))),
            "own",
            eni("eni-v").in("subnet-2").privateIps("10.0.2.30").groups("sg-v"),
            "groupV",
            group("sg-v").in("tcp", 2222, 2222, "10.0.0.0/16"),
            "groupOfBalancer",
            group("sg-lb").of("vpc-2").out("-1", null, null, "0.0.0.0/0"),
            "groupB",
            group("sg-b").of("vpc-2").in("tcp", 22, 22, "10.9.0.0/24")
        };
    }

    private static Stream<Case> amongHosts() {
        return Stream.of(
                new Case("two subnets", hosts(), between("eni-a", "eni-b")),
                new Case(
                        "members of a group",
                        hosts(
                                "groupB",
                                group("sg-b").inFromGroup("sg-a"),
                                "groupA",
                                group("sg-a").outToGroup("sg-b")),
                        between("eni-a", "eni-b")),
                new Case("the same subnet", hosts("c", Hosts.NEAR), between("eni-a", "eni-c")),
                new Case("a peered VPC", hosts(twoVpcs("pcx-1")), between("eni-a", "eni-d")),
                new Case(
                        "members of a group of a peered VPC",
                        hosts(twoVpcs(
                                "pcx-1",
                                "groupB",
                                group("sg-b").of("vpc-2").inFromForeign("sg-a", Estates.ACCOUNT, "active"))),
                        between("eni-a", "eni-d")),
                new Case("a transit gateway", hosts(twoVpcs("tgw-1", overTransitGateway())), between("eni-a", "eni-d")),
                new Case(
                        "members of a group over a transit gateway",
                        hosts(twoVpcs(
                                "tgw-1",
                                with(
                                        overTransitGateway(),
                                        "groupB",
                                        group("sg-b").of("vpc-2").inFromGroup("sg-a")))),
                        between("eni-a", "eni-d")),
                new Case("an internal load balancer", hosts(internal()), between("eni-a", "eni-b")),
                new Case("an endpoint service", hosts(linked()), between("eni-a", "eni-d")),
                new Case(
                        "a VPN gateway",
                        hosts(
                                "table",
                                mainTable("rtb-1", "vpc-1", route("192.168.0.0/16", "vgw-1")),
                                "vgw",
                                Made.of(
                                        "vgw-1",
                                        Parts.of(VpnGateway.class, "state", "available", "vpcIds", List.of("vpc-1"))),
                                "vpn",
                                Made.of(
                                        "vpn-1",
                                        Parts.of(
                                                VpnConnection.class,
                                                "state",
                                                "available",
                                                "vpnGatewayId",
                                                "vgw-1",
                                                "staticRoutes",
                                                List.of(new VpnStaticRoute("192.168.0.0/16", "available")))),
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "192.168.0.0/16")),
                        from(OFFICE, "eni-b", SSH)),
                new Case(
                        "a VPN of a transit gateway",
                        hosts(TransitNetworksTest.attached()),
                        from(OFFICE, "eni-b", SSH)),
                new Case("to a VPN of a transit gateway", hosts(TransitNetworksTest.attached()), to(OFFICE, "eni-b")));
    }

    static Estates.Made<?> nat(String subnet, String table) {
        return Made.of(
                "nat-1",
                new NatGateway(
                        "available",
                        "public",
                        "zonal",
                        "vpc-1",
                        subnet,
                        table,
                        List.of(Parts.of(NatGatewayAddress.class, "publicIp", "52.0.0.9", "privateIp", "10.0.2.40")),
                        null,
                        List.of(),
                        null,
                        null));
    }

    private static Stream<Case> outward() {
        Estates.Made<?> toNat = table("rtb-1", "vpc-1", false, List.of("subnet-1"), route("0.0.0.0/0", "nat-1"));
        Estates.Made<?> ofNat = mainTable("rtb-2", "vpc-1", route("0.0.0.0/0", "igw-1"));
        return Stream.of(
                new Case(
                        "an internet gateway",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "group",
                                group("sg-1").out("tcp", 443, 443, "0.0.0.0/0"),
                                "eni",
                                addressed("eni-1").of("i-1")),
                        to(EVERYONE, "eni-1")),
                new Case(
                        "a NAT gateway",
                        hosts("table", toNat, "main", ofNat, "nat", nat("subnet-2", null)),
                        to(EVERYONE, "eni-a")),
                new Case(
                        "a regional NAT gateway",
                        hosts(
                                "table",
                                toNat,
                                "main",
                                table("rtb-2", "vpc-1", false, List.of(), route("0.0.0.0/0", "igw-1")),
                                "nat",
                                nat(null, "rtb-2")),
                        to(EVERYONE, "eni-a")),
                new Case(
                        "an egress-only internet gateway",
                        ReachTraps.with(
                                "vpc",
                                VPC,
                                "table",
                                mainTable("rtb-1", "vpc-1", route("::/0", "eigw-1")),
                                "group",
                                group("sg-1").out("tcp", 443, 443, "::/0"),
                                "eni",
                                eni("eni-1").of("i-1").groups("sg-1").ipv6("2600:1f00::10")),
                        to(EVERYONE, "eni-1")));
    }

    static Estates.Made<?> connectEndpoint(boolean preserves) {
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
                        List.of("sg-e"),
                        "networkInterfaceIds",
                        List.of("eni-e"),
                        "preserveClientIp",
                        preserves,
                        "ipAddressType",
                        "ipv4"));
    }

    private static Stream<Case> withGuards() {
        Estates.Made<?> out = group("sg-e").out("-1", null, null, "0.0.0.0/0");
        Estates.Made<?> own = eni("eni-e")
                .in("subnet-1")
                .privateIps("10.0.1.99")
                .groups("sg-e")
                .requesterManaged("EIC");
        return Stream.of(
                new Case(
                        "an Instance Connect Endpoint",
                        hosts("endpoint", connectEndpoint(false), "own", own, "groupE", out),
                        ReachableEstates::guarded),
                new Case(
                        "an Instance Connect Endpoint that keeps the client's address",
                        hosts(
                                "endpoint",
                                connectEndpoint(true),
                                "own",
                                own,
                                "groupE",
                                out,
                                "groupB",
                                group("sg-b").in("tcp", 22, 22, "0.0.0.0/0")),
                        ReachableEstates::guarded),
                new Case(
                        "Systems Manager",
                        hosts(
                                "node",
                                Made.of(
                                        "i-b",
                                        Parts.of(
                                                ManagedInstance.class,
                                                "instanceId",
                                                "i-b",
                                                "resourceType",
                                                "EC2Instance",
                                                "pingStatus",
                                                "Online"))),
                        ReachableEstates::guarded),
                new Case(
                        "Client VPN",
                        hosts(
                                "groupE",
                                out,
                                "vpn",
                                Made.of(
                                        "cvpn-endpoint-1",
                                        Parts.of(
                                                ClientVpnEndpoint.class,
                                                "state",
                                                "available",
                                                "vpcId",
                                                "vpc-1",
                                                "securityGroupIds",
                                                List.of("sg-e"),
                                                "authorizationRules",
                                                List.of(Parts.of(
                                                        ClientVpnAuthorizationRule.class,
                                                        "destination",
                                                        "10.0.0.0/16",
                                                        "accessAll",
                                                        true,
                                                        "state",
                                                        "active")),
                                                "routes",
                                                List.of(Parts.of(
                                                        ClientVpnRoute.class,
                                                        "destination",
                                                        "10.0.0.0/16",
                                                        "target",
                                                        "subnet-1",
                                                        "state",
                                                        "active")),
                                                "targetNetworks",
                                                List.of(new ClientVpnTargetNetwork(
                                                        "subnet-1", "vpc-1", "associated", List.of("sg-e")))))),
                        ReachableEstates::guarded));
    }
}
