package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.reach.Network.balancer;
import static io.muster.estate.reach.Network.classicBalancer;
import static io.muster.estate.reach.Network.classicListener;
import static io.muster.estate.reach.Network.listener;
import static io.muster.estate.reach.Network.route;
import static io.muster.estate.reach.Network.table;
import static io.muster.estate.reach.Network.targets;
import static io.muster.estate.reach.Network.with;
import static io.muster.estate.reach.ReachCase.EVERYONE;
import static io.muster.estate.reach.ReachCase.HTTPS;
import static io.muster.estate.reach.ReachCase.VPC;
import static io.muster.estate.reach.ReachCase.WEB;
import static io.muster.estate.reach.ReachCase.allWays;
import static io.muster.estate.reach.ReachCase.into;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.ListenerRule;
import io.muster.inventory.kind.PortOverride;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.VpcOrigin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small estates in which an interface is reached through a load balancer, an accelerator or a VPC origin. */
final class BalancedEstates {

    private BalancedEstates() {}

    static Stream<ReachCase> all() {
        return Stream.concat(balanced(), otherDoors());
    }

    private static final MadeInterface TARGET =
            eni("eni-1").of("i-1").in("subnet-2").privateIps("10.0.2.10").groups("sg-1");

    static Map<String, Estates.Made<?>> behind(Object... changes) {
        return FrontendWays.network(with(
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
                        "ipv4",
                        List.of(),
                        true,
                        null,
                        null,
                        null,
                        List.of(new Target(id, 8080, null, "healthy", null)),
                        null));
    }

    private static Stream<ReachCase> balanced() {
        return Stream.of(
                new ReachCase(
                        "an Application Load Balancer",
                        behind(
                                "balancer", toWeb("internet-facing", listener(443, "HTTPS", "app")),
                                "targets", targets("app", "instance", 8080, null, "i-1")),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "the same, by all ways together",
                        behind(
                                "balancer", toWeb("internet-facing", listener(443, "HTTPS", "app")),
                                "targets", targets("app", "instance", 8080, null, "i-1")),
                        allWays("i-1")),
                new ReachCase(
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
                                                null,
                                                List.of(new ListenerRule(
                                                        "rule",
                                                        "1",
                                                        List.of("host-header"),
                                                        false,
                                                        List.of("forward"),
                                                        List.of(Network.targetGroupArn("app")),
                                                        null)))),
                                "targets",
                                target("app", "ip", "10.0.2.10")),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
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
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
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
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
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
                                target("inner", "alb", FrontendWays.BALANCER),
                                "balancer",
                                toWeb("internal", listener(8080, "HTTP", "app")),
                                "groupOfBalancer",
                                group("sg-lb").in("tcp", 0, 65535, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                                "targets",
                                targets("app", "instance", 8080, null, "i-1")),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "a node of a load balancer",
                        behind("balancer", toWeb("internet-facing", listener(443, "HTTPS", "app"))),
                        into(EVERYONE, "eni-n", HTTPS)));
    }

    private static Estates.Made<?> accelerator(String id, String arn, boolean preserves) {
        return accelerator(true, "TCP", 100.0, new AcceleratorEndpoint(id, arn, 128, preserves, "HEALTHY"));
    }

    static Estates.Made<?> accelerator(boolean enabled, String protocol, double dial, AcceleratorEndpoint endpoint) {
        AcceleratorEndpointGroup endpoints = new AcceleratorEndpointGroup(
                "arn:group", "eu-central-1", dial, List.of(new PortOverride(80, 8080)), List.of(endpoint));
        return Network.accelerator(
                "ga-1",
                enabled,
                List.of(new AcceleratorListener(
                        "arn:listener", protocol, List.of(new PortRange(80, 443)), null, List.of(endpoints))));
    }

    private static Estates.Made<?> origin(String arn) {
        return origin(arn, "match-viewer");
    }

    static Estates.Made<?> origin(String arn, String policy) {
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
                        policy));
    }

    private static Stream<ReachCase> otherDoors() {
        Estates.Made<?> open = group("sg-1").in("tcp", 8080, 8080, "0.0.0.0/0");
        Estates.Made<?> toApp = toWeb("internal", listener(443, "HTTPS", "app"));
        Estates.Made<?> app = targets("app", "instance", 8080, null, "i-1");
        MadeInterface sign = eni("eni-9").type("global_accelerator_managed").requesterManaged("Global Accelerator");
        Estates.Made<?> service = group("sg-cf").name("CloudFront-VPCOrigins-Service-SG");
        return Stream.of(
                new ReachCase(
                        "an accelerator before an instance",
                        behind(
                                "door",
                                accelerator("i-1", FrontendWays.INSTANCE, true),
                                "sign",
                                sign.in("subnet-2"),
                                "group",
                                open),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "an accelerator before an internal load balancer",
                        behind(
                                "door",
                                accelerator(FrontendWays.BALANCER, FrontendWays.BALANCER, true),
                                "sign",
                                eni("eni-9")
                                        .in("subnet-1")
                                        .type("global_accelerator_managed")
                                        .requesterManaged("Global Accelerator"),
                                "balancer",
                                toApp,
                                "targets",
                                app),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "a VPC origin before an instance",
                        behind("door", origin(FrontendWays.INSTANCE), "service", service, "group", open),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "a VPC origin before an internal load balancer",
                        behind(
                                "door",
                                origin(FrontendWays.BALANCER),
                                "service",
                                service,
                                "balancer",
                                toApp,
                                "targets",
                                app),
                        into(EVERYONE, "eni-1", WEB)),
                new ReachCase(
                        "a VPC origin before an instance that admits CloudFront's group",
                        behind(
                                "door",
                                origin(FrontendWays.INSTANCE),
                                "service",
                                service,
                                "group",
                                group("sg-1").inFromGroup("sg-cf")),
                        into(EVERYONE, "eni-1", WEB)));
    }
}
