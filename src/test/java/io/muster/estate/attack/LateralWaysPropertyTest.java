package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.reach.Network;
import io.muster.estate.reach.TransitParts;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceConnectEndpoint;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Target;
import io.muster.inventory.kind.TargetGroup;
import io.muster.inventory.kind.TransitGatewayVpcOptions;
import io.muster.inventory.kind.VpcEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * Against a search that tries every pair of instances, on two VPCs at a transit gateway, with load balancers inside, an endpoint service
 * of the second VPC for the first, a private NAT gateway on the way there, and an Instance Connect Endpoint whose tunnels some roles open.
 */
class LateralWaysPropertyTest {

    private static final String SERVICE = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";
    private static final List<String> GROUPS = List.of("sg-a", "sg-b");
    private static final Map<String, String> ROLES =
            Map.of("admin", "*", "data", "s3:GetObject", "tunnel", "ec2-instance-connect:OpenTunnel");

    @Property(tries = 500)
    void findsTheShortestPaths(@ForAll long seed) {
        // given
        Estate estate = world(new Random(seed)).build();

        // when
        AttackPaths.Found found = AttackPaths.of(estate);

        // then
        assertThat(found.missing()).isEmpty();
        assertThat(found.paths().stream().map(AttackPathOracle::word).collect(Collectors.toSet()))
                .isEqualTo(AttackPathOracle.expected(estate));
        collect(found);
    }

    /** Each of the ways is taken in some of the estates. */
    private static void collect(AttackPaths.Found found) {
        String steps = found.paths().stream()
                .flatMap(path -> path.steps().stream())
                .map(AttackStep::why)
                .collect(Collectors.joining());
        for (String way : List.of("net/in/1", "vpce-svc-1", "tgw-rtb-1", "eice-1")) {
            Statistics.label(way)
                    .collect(steps.contains(way))
                    .coverage(coverage -> coverage.check(true).count(taken -> taken > 0));
        }
    }

    static Estates world(Random random) {
        Estates estate = Estates.estate();
        network(estate, random);
        estate.with(PrivateGateway.parts());
        GROUPS.forEach(id -> estate.with(made(id, random)));
        ROLES.forEach((name, actions) ->
                estate.with(role(name).trustedByEc2().inline(allow(actions, "*")), Made.profile("p-" + name, name)));
        List<AttackHost> hosts = IntStream.range(0, 3 + random.nextInt(8))
                .mapToObj(n -> host(n, random))
                .toList();
        hosts.forEach(host -> host.addTo(estate));
        entries(estate, random);
        balancer(estate, random, hosts);
        service(estate, random, hosts);
        tunnels(estate, random);
        return estate;
    }

    private static void network(Estates estate, Random random) {
        estate.with(
                Made.vpc("vpc-1", false, Estates.ACCOUNT),
                Made.vpc("vpc-2", false, Estates.ACCOUNT),
                Network.gateway("igw-1", "vpc-1"),
                Network.subnet("subnet-1", "vpc-1", "10.0.0.0/24", null, "off"),
                Network.subnet("subnet-2", "vpc-1", "10.0.1.0/24", null, "off"),
                Network.subnet("subnet-9", "vpc-2", "10.9.0.0/24", null, "off"),
                Network.mainTable(
                        "rtb-1",
                        "vpc-1",
                        Network.route("10.0.0.0/16", "local"),
                        Network.route("0.0.0.0/0", "igw-1"),
                        Network.route("10.9.0.0/16", pick(random, "tgw-1", "nat-1"))),
                Network.mainTable(
                        "rtb-9", "vpc-2", Network.route("10.9.0.0/16", "local"), Network.route("10.0.0.0/16", "tgw-1")),
                Network.openAcl("acl-1", "subnet-1", "subnet-2", "subnet-9"),
                attachment("tgw-attach-1", "vpc-1", "subnet-1"),
                attachment("tgw-attach-2", "vpc-2", "subnet-9"),
                TransitParts.routes(
                        "tgw-rtb-1",
                        "static",
                        new String[] {pick(random, "10.9.0.0/16", "10.9.0.12/31", "10.8.0.0/16"), "vpc-2"},
                        new String[] {"10.0.0.0/16", "vpc-1"},
                        new String[] {pick(random, "10.0.0.80/32", "10.0.1.10/31", "10.8.0.0/16"), ""}));
    }

    private static Estates.Made<?> attachment(String id, String vpc, String subnet) {
        return TransitParts.attachment(
                id,
                "vpc",
                vpc,
                "tgw-rtb-1",
                "vpcOptions",
                Parts.of(
                        TransitGatewayVpcOptions.class,
                        "subnetIds",
                        List.of(subnet),
                        "securityGroupReferencingSupport",
                        "disable"));
    }

    private static MadeGroup made(String id, Random random) {
        MadeGroup made = group(id).out("-1", null, null, "0.0.0.0/0");
        for (int n = 0; n < random.nextInt(3); n++) {
            made.in(
                    "tcp",
                    22,
                    22,
                    pick(
                            random,
                            "0.0.0.0/0",
                            "10.0.1.0/24",
                            "10.9.0.0/24",
                            "10.0.1.200/32",
                            "10.9.0.200/32",
                            "10.0.3.5/32",
                            "52.1.1.1/32"));
        }
        return random.nextInt(3) == 0 ? made.inFromGroup("sg-eice") : made;
    }

    private static AttackHost host(int n, Random random) {
        String subnet = pick(random, "subnet-1", "subnet-2", "subnet-9");
        String network = Map.of("subnet-1", "10.0.0.", "subnet-2", "10.0.1.", "subnet-9", "10.9.0.")
                .get(subnet);
        return new AttackHost(
                "i-" + n,
                subnet.equals("subnet-9") ? "vpc-2" : "vpc-1",
                subnet,
                network + (10 + n),
                List.of(pick(random, "sg-a", "sg-b")),
                List.of(),
                random.nextInt(5) > 0,
                pick(random, "none", "tunnel", "data", "admin"));
    }

    /** Weak hosts that the internet reaches, some of which open tunnels. */
    private static void entries(Estates estate, Random random) {
        for (int n = 80; n < 82; n++) {
            new AttackHost(
                            "i-" + n,
                            "vpc-1",
                            "subnet-1",
                            "10.0.0." + n,
                            List.of("sg-open"),
                            List.of("52.0.0." + n),
                            true,
                            pick(random, "none", "tunnel"))
                    .addTo(estate);
        }
        estate.with(group("sg-open").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"));
    }

    private static void balancer(Estates estate, Random random, List<AttackHost> hosts) {
        estate.with(
                balancer("net/in/1", "vpc-1", "subnet-2", "sg-lb", "in"),
                targets("in", "vpc-1", random, hosts),
                eni("eni-n")
                        .status("in-use")
                        .in("subnet-2")
                        .privateIps("10.0.1.200")
                        .groups("sg-lb")
                        .described("ELB net/in/1"),
                group("sg-lb")
                        .in("tcp", 2222, 2222, pick(random, "10.0.0.0/24", "10.9.0.0/24", "10.0.0.80/32"))
                        .out("-1", null, null, "0.0.0.0/0"));
    }

    private static void service(Estates estate, Random random, List<AttackHost> hosts) {
        estate.with(
                balancer("net/svc/1", "vpc-2", "subnet-9", "sg-svc", "svc"),
                targets("svc", "vpc-2", random, hosts),
                eni("eni-s")
                        .status("in-use")
                        .inVpc("vpc-2")
                        .in("subnet-9")
                        .privateIps("10.9.0.200")
                        .groups("sg-svc")
                        .described("ELB net/svc/1"),
                eni("eni-v")
                        .status("in-use")
                        .in("subnet-2")
                        .privateIps("10.0.1.30")
                        .groups("sg-v"),
                group("sg-svc").out("-1", null, null, "0.0.0.0/0"),
                group("sg-v").in("tcp", 2222, 2222, pick(random, "10.0.0.0/24", "10.0.1.0/24", "10.0.0.80/32")),
                Network.endpointService(SERVICE),
                Made.of(
                        "vpce-1",
                        Parts.of(
                                VpcEndpoint.class,
                                "vpcEndpointType",
                                "Interface",
                                "state",
                                pick(random, "available", "pendingAcceptance"),
                                "serviceName",
                                SERVICE,
                                "networkInterfaceIds",
                                List.of("eni-v"))));
    }

    private static Estates.Made<?> balancer(String name, String vpc, String subnet, String groupId, String targets) {
        return Made.of(
                name,
                new LoadBalancer(
                        "network",
                        "internal",
                        "active",
                        null,
                        "ipv4",
                        vpc,
                        List.of(subnet),
                        List.of(groupId),
                        "off",
                        List.of(Network.listener(2222, "TCP", targets)),
                        null,
                        null));
    }

    /** Some of the hosts in the VPC, for AWS takes instances of the group's own VPC alone. */
    private static Estates.Made<?> targets(String name, String vpc, Random random, List<AttackHost> hosts) {
        List<Target> targets = hosts.stream()
                .filter(host -> host.vpc().equals(vpc) && random.nextInt(3) == 0)
                .map(host -> new Target(host.id(), null, null, "healthy", null))
                .toList();
        return Made.of(
                name,
                new TargetGroup(
                        "instance",
                        "TCP",
                        22,
                        vpc,
                        "ipv4",
                        List.of(),
                        random.nextBoolean(),
                        null,
                        null,
                        null,
                        targets,
                        null));
    }

    private static void tunnels(Estates estate, Random random) {
        estate.with(
                Made.of(
                        "eice-1",
                        Parts.of(
                                InstanceConnectEndpoint.class,
                                "state",
                                pick(random, "create-complete", "delete-complete"),
                                "vpcId",
                                "vpc-1",
                                "subnetId",
                                "subnet-1",
                                "securityGroupIds",
                                List.of("sg-eice"),
                                "networkInterfaceIds",
                                List.of("eni-e"),
                                "preserveClientIp",
                                random.nextBoolean())),
                eni("eni-e")
                        .status("in-use")
                        .in("subnet-1")
                        .privateIps("10.0.0.99")
                        .groups("sg-eice"),
                group("sg-eice").out("-1", null, null, "0.0.0.0/0"));
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
