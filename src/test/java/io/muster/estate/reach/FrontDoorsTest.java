package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.acl;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.gateway;
import static io.muster.estate.reach.Network.in;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.openAcl;
import static io.muster.estate.reach.Network.out;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.subnet;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.VpcOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From the internet through an accelerator or a VPC origin to port 8080 of an interface in a subnet without a way out. */
class FrontDoorsTest {

    private static final String BALANCER = Estates.REGION.arn(ResourceKind.LOAD_BALANCER, "app/web/1");
    private static final String INSTANCE = Estates.REGION.arn(ResourceKind.INSTANCE, "i-1");
    private static final String SERVICE_GROUP = "CloudFront-VPCOrigins-Service-SG";

    private static Map<String, Estates.Made<?>> network(Object... changes) {
        Map<String, Estates.Made<?>> parts = new LinkedHashMap<>();
        parts.put("gateway", gateway("igw-1", "vpc-1"));
        parts.put("front", subnet("subnet-1", "vpc-1", "10.0.1.0/24", null, "off"));
        parts.put("private", subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "off"));
        parts.put("table", table("rtb-1", "vpc-1", true, List.of(), route("10.0.0.0/16", "local")));
        parts.put("acl", openAcl("acl-1", "subnet-1", "subnet-2"));
        parts.put("group", group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0"));
        for (int i = 0; i < changes.length; i += 2) {
            parts.put((String) changes[i], (Estates.Made<?>) changes[i + 1]);
        }
        return parts;
    }

    private static Estates.Made<?> accelerator(
            boolean enabled, String addresses, String protocol, AcceleratorEndpointGroup group) {
        return Made.of(
                "ga-1",
                Parts.of(
                        Accelerator.class,
                        "enabled",
                        enabled,
                        "ipAddressType",
                        addresses,
                        "ipAddresses",
                        List.of(),
                        "listeners",
                        List.of(new AcceleratorListener(
                                "arn:listener", protocol, List.of(new PortRange(8000, 8999)), null, List.of(group)))));
    }

    private static AcceleratorEndpointGroup endpoints(
            String region, Double dial, List<PortOverride> overrides, AcceleratorEndpoint endpoint) {
        return new AcceleratorEndpointGroup("arn:group", region, dial, overrides, List.of(endpoint));
    }

    private static Estates.Made<?> to(String id, String arn, Boolean preserves, Integer weight) {
        return accelerator(
                true,
                "IPV4",
                "TCP",
                endpoints(
                        "eu-central-1",
                        100.0,
                        List.of(),
                        new AcceleratorEndpoint(id, arn, weight, preserves, "UNHEALTHY")));
    }

    private static final AcceleratorEndpoint ITSELF = new AcceleratorEndpoint("i-1", INSTANCE, 128, true, "HEALTHY");
    private static final Estates.Made<?> TO_INSTANCE = to("i-1", INSTANCE, true, 128);
    private static final Estates.Made<?> TO_BALANCER = to(BALANCER, BALANCER, true, 128);
    private static final Estates.Made<?> TO_ADDRESS = to("eipalloc-1", null, false, 128);

    private static Estates.Made<?> origin(String arn, String policy, String status) {
        return Made.of(
                "vo-1",
                Parts.of(
                        VpcOrigin.class,
                        "status",
                        status,
                        "endpointArn",
                        arn,
                        "httpPort",
                        8080,
                        "httpsPort",
                        8443,
                        "originProtocolPolicy",
                        policy));
    }

    private static Object[] behindBalancer(Object... changes) {
        return Stream.concat(
                        Stream.of(
                                "balancer",
                                balancer(
                                        "app/web/1",
                                        "application",
                                        "internal",
                                        List.of("subnet-1"),
                                        List.of("sg-lb"),
                                        listener(8443, "HTTPS", "app")),
                                "targets",
                                targets("app", "instance", 8080, null, "i-1"),
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 8443, 8443, "0.0.0.0/0")
                                        .out("-1", null, null, "0.0.0.0/0"),
                                "group",
                                group("sg-1").inFromGroup("sg-lb")),
                        Stream.of(changes))
                .toArray();
    }

    private static Arguments row(String trap, Reachable expected, String why, Object... changes) {
        return Arguments.of(trap, expected, why, network(changes));
    }

    static Stream<Arguments> accelerators() {
        return Stream.of(
                row("no accelerator", NO, ""),
                row("an instance, without a route or a public address", YES, "ga-1", "ga", TO_INSTANCE),
                row("its VPC has no internet gateway", NO, "", "ga", TO_INSTANCE, "gateway", gateway("igw-1", "vpc-2")),
                row(
                        "VPC Block Public Access",
                        NO,
                        "",
                        "ga",
                        TO_INSTANCE,
                        "private",
                        subnet("subnet-2", "vpc-1", "10.0.2.0/24", null, "block-ingress")),
                row("its group does not admit the client", NO, "", "ga", TO_INSTANCE, "group", group("sg-1")),
                row(
                        "its group admits the VPC",
                        NO,
                        "",
                        "ga",
                        TO_INSTANCE,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.0.0/16")),
                row(
                        "an ACL that lets nothing in",
                        YES,
                        "ga-1",
                        "ga",
                        TO_INSTANCE,
                        "acl",
                        acl("acl-1", List.of("subnet-2"), out(100, true, "-1", null, null, "0.0.0.0/0"))),
                row(
                        "an ACL that lets no answer out",
                        UNKNOWN,
                        "whether network ACLs apply to the answers",
                        "ga",
                        TO_INSTANCE,
                        "acl",
                        acl("acl-1", List.of("subnet-2"), in(100, true, "-1", null, null, "0.0.0.0/0"))),
                row("a weight of nothing", NO, "", "ga", to("i-1", INSTANCE, true, 0)),
                row(
                        "disabled",
                        NO,
                        "",
                        "ga",
                        accelerator(false, "IPV4", "TCP", endpoints("eu-central-1", 100.0, List.of(), ITSELF))),
                row(
                        "a traffic dial of nothing",
                        NO,
                        "",
                        "ga",
                        accelerator(true, "IPV4", "TCP", endpoints("eu-central-1", 0.0, List.of(), ITSELF))),
                row(
                        "the endpoint group of another region",
                        NO,
                        "",
                        "ga",
                        accelerator(true, "IPV4", "TCP", endpoints("eu-west-1", 100.0, List.of(), ITSELF))),
                row(
                        "another protocol",
                        NO,
                        "",
                        "ga",
                        accelerator(true, "IPV4", "UDP", endpoints("eu-central-1", 100.0, List.of(), ITSELF))),
                row(
                        "another port at the endpoint",
                        NO,
                        "",
                        "ga",
                        accelerator(
                                true,
                                "IPV4",
                                "TCP",
                                endpoints("eu-central-1", 100.0, List.of(new PortOverride(8080, 80)), ITSELF))),
                row(
                        "that port from another one",
                        YES,
                        "listener TCP 8000-8999, endpoint i-1",
                        "ga",
                        accelerator(
                                true,
                                "IPV4",
                                "TCP",
                                endpoints(
                                        "eu-central-1",
                                        100.0,
                                        List.of(new PortOverride(8080, 80), new PortOverride(8001, 8080)),
                                        ITSELF))),
                row("an internal load balancer", YES, "listener HTTPS 8443", behindBalancer("ga", TO_BALANCER)),
                row(
                        "an internal load balancer whose group does not admit the client",
                        NO,
                        "",
                        behindBalancer(
                                "ga",
                                TO_BALANCER,
                                "groupOfBalancer",
                                group("sg-lb")
                                        .in("tcp", 8443, 8443, "10.0.0.0/8")
                                        .out("-1", null, null, "0.0.0.0/0"))),
                row(
                        "a port that the load balancer does not listen to",
                        NO,
                        "",
                        behindBalancer(
                                "ga",
                                accelerator(
                                        true,
                                        "IPV4",
                                        "TCP",
                                        endpoints(
                                                "eu-central-1",
                                                100.0,
                                                List.of(new PortOverride(8443, 443)),
                                                new AcceleratorEndpoint(BALANCER, BALANCER, 128, true, null))))),
                row("an address, without a route", NO, "", "ga", TO_ADDRESS),
                row(
                        "an address",
                        YES,
                        "endpoint eipalloc-1",
                        "ga",
                        TO_ADDRESS,
                        "table",
                        table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"))),
                row(
                        "an address whose group admits some",
                        UNKNOWN,
                        "the addresses of Global Accelerator",
                        "ga",
                        TO_ADDRESS,
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "75.2.0.0/16"),
                        "table",
                        table("rtb-1", "vpc-1", true, List.of(), route("0.0.0.0/0", "igw-1"))),
                row(
                        "an accelerator's interface of which no accelerator is known",
                        UNKNOWN,
                        "the accelerator that has eni-9",
                        "sign",
                        eni("eni-9").in("subnet-2").type("global_accelerator_managed")),
                row(
                        "such an interface before a load balancer",
                        UNKNOWN,
                        "the accelerator that has eni-9",
                        behindBalancer("sign", eni("eni-9").in("subnet-1").type("global_accelerator_managed"))),
                row(
                        "such an interface, where the group admits nobody",
                        NO,
                        "",
                        "sign",
                        eni("eni-9").in("subnet-2").type("global_accelerator_managed"),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.0.0/16")));
    }

    static Stream<Arguments> origins() {
        Estates.Made<?> service = group("sg-cf").name(SERVICE_GROUP);
        Estates.Made<?> admitting = group("sg-1").inFromGroup("sg-cf");
        Estates.Made<?> list = Made.prefixList(
                "pl-cf", "com.amazonaws.global.cloudfront.origin-facing", "AWS", "120.52.22.96/27", "13.32.0.0/15");
        return Stream.of(
                row("an instance", YES, "vo-1", "vo", origin(INSTANCE, "match-viewer", "Deployed")),
                row(
                        "the instance admits CloudFront's group",
                        YES,
                        "members of sg-cf",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "service",
                        service,
                        "group",
                        admitting),
                row(
                        "the instance admits CloudFront's addresses",
                        YES,
                        "pl-cf",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "list",
                        list,
                        "group",
                        group("sg-1").inFromList("tcp", 8080, 8080, "pl-cf")),
                row(
                        "the instance admits its subnet",
                        UNKNOWN,
                        "from which address CloudFront reaches",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "group",
                        group("sg-1").in("tcp", 8080, 8080, "10.0.2.0/24")),
                row(
                        "the instance admits another group",
                        NO,
                        "",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "group",
                        group("sg-1").inFromGroup("sg-9")),
                row("another port", NO, "", "vo", origin(INSTANCE, "https-only", "Deployed")),
                row("one that goes", NO, "", "vo", origin(INSTANCE, "http-only", "Deleting")),
                row(
                        "its VPC has no internet gateway",
                        NO,
                        "",
                        "vo",
                        origin(INSTANCE, "http-only", "Deployed"),
                        "gateway",
                        gateway("igw-1", "vpc-2")),
                row(
                        "an internal load balancer",
                        YES,
                        "vo-1",
                        behindBalancer("vo", origin(BALANCER, "https-only", "Deployed"))),
                row(
                        "a load balancer that admits CloudFront's group",
                        YES,
                        "members of sg-cf",
                        behindBalancer(
                                "vo",
                                origin(BALANCER, "https-only", "Deployed"),
                                "service",
                                service,
                                "groupOfBalancer",
                                group("sg-lb").inFromGroup("sg-cf").out("-1", null, null, "0.0.0.0/0"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"accelerators", "origins"})
    void reaches(String trap, Reachable expected, String why, Map<String, Estates.Made<?>> parts) {
        MadeInterface target = target();
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(target)
                .build();

        List<Entrance> entrances = FrontDoors.of(estate).to(target.resource());

        Exposed exposed = entrances.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union);
        assertThat(exposed.reachable()).as("%s", entrances).isEqualTo(expected);
        assertThat(entrances.toString()).contains(why);
        if (expected == YES) {
            assertThat(exposed.describe()).containsExactly("tcp 8080");
            assertThat(entrances.get(0).hops().get(0).kind()).isIn(ResourceKind.ACCELERATOR, ResourceKind.VPC_ORIGIN);
        }
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                Arguments.of(ResourceKind.ACCELERATOR, network(), NO),
                Arguments.of(
                        ResourceKind.ACCELERATOR,
                        network("sign", eni("eni-9").in("subnet-2").type("global_accelerator_managed")),
                        UNKNOWN),
                Arguments.of(ResourceKind.VPC_ORIGIN, network(), NO),
                Arguments.of(
                        ResourceKind.VPC_ORIGIN,
                        network("service", group("sg-cf").name(SERVICE_GROUP)),
                        UNKNOWN));
    }

    /** Where there is a sign of one alone. */
    @ParameterizedTest
    @MethodSource
    void unread(ResourceKind kind, Map<String, Estates.Made<?>> parts, Reachable expected) {
        MadeInterface target = target();
        Estate estate = Estates.estate()
                .with(parts.values().toArray(Estates.Made[]::new))
                .with(target)
                .without(kind)
                .build();

        List<Entrance> entrances = FrontDoors.of(estate).to(target.resource());

        Exposed exposed = entrances.stream().map(Entrance::exposed).reduce(Exposed.NOTHING, Exposed::union);
        assertThat(exposed.reachable()).isEqualTo(expected);
        if (expected == UNKNOWN) {
            assertThat(exposed.missing()).containsExactly(kind + " in global");
        }
    }

    private static MadeInterface target() {
        return eni("eni-1")
                .of("i-1")
                .in("subnet-2")
                .privateIps("10.0.2.10")
                .groups("sg-1")
                .addresses(Parts.of(
                        PrivateAddress.class,
                        "privateIp",
                        "10.0.2.10",
                        "primary",
                        true,
                        "publicIp",
                        "52.0.0.1",
                        "allocationId",
                        "eipalloc-1"));
    }
}
