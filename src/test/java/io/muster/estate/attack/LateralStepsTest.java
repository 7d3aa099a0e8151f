package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.PublicSubnet;
import io.muster.estate.reach.Network;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an instance that the internet reaches to an administrator's, which admits no host directly. */
class LateralStepsTest {

    private static final String TUNNEL = "ec2-instance-connect:OpenTunnel";

    private static Estates world(String actions, String resource, MadeGroup inner) {
        return world(inner, allow(actions, resource));
    }

    private static Estates world(MadeGroup inner, String... statements) {
        Estates estate = PublicSubnet.estate()
                .with(
                        group("sg-1").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                        inner,
                        role("entry").trustedByEc2().inline(statements),
                        role("admin").trustedByEc2().inline(allow("*", "*")),
                        Made.profile("p-entry", "entry"),
                        Made.profile("p-admin", "admin"));
        host("i-1", "10.0.0.10", "sg-1", List.of("52.0.0.1"), true, "entry").addTo(estate);
        host("i-2", "10.0.0.11", "sg-2", List.of(), true, "admin").addTo(estate);
        return estate;
    }

    private static AttackHost host(
            String id, String address, String group, List<String> publicIps, boolean weak, String role) {
        return new AttackHost(id, "vpc-1", "subnet-1", address, List.of(group), publicIps, weak, role);
    }

    private static Estates tunnels(Estates estate, Boolean preserves) {
        return estate.with(
                Network.connectEndpoint(preserves, "sg-eice"),
                eni("eni-e")
                        .status("in-use")
                        .in("subnet-1")
                        .privateIps("10.0.0.99")
                        .groups("sg-eice"),
                group("sg-eice").out("-1", null, null, "0.0.0.0/0"));
    }

    private static List<String> ways(AttackPaths.Found found) {
        return found.paths().stream()
                .filter(path -> path.lateral() > 0)
                .flatMap(path -> path.steps().stream())
                .filter(step -> step.resourceArn().endsWith("/i-2"))
                .map(AttackStep::why)
                .toList();
    }

    static Stream<Arguments> tunnelsThatARoleMayOpen() {
        String other = Estates.REGION.arn(ResourceKind.INSTANCE_CONNECT_ENDPOINT, "eice-2");
        MadeGroup admitting = group("sg-2").inFromGroup("sg-eice");
        return Stream.of(
                argumentSet("through any endpoint", TUNNEL, "*", admitting, true),
                argumentSet("through another endpoint", TUNNEL, other, admitting, false),
                argumentSet("none", "s3:ListBucket", "*", admitting, false),
                argumentSet("that the instance does not admit", TUNNEL, "*", group("sg-2"), false));
    }

    @ParameterizedTest
    @MethodSource
    void tunnelsThatARoleMayOpen(String action, String resource, MadeGroup inner, boolean leads) {
        AttackPaths.Found found =
                AttackPaths.of(tunnels(world(action, resource, inner), false).build());

        assertThat(ways(found))
                .hasSize(leads ? 1 : 0)
                .allSatisfy(why -> assertThat(why)
                        .startsWith(
                                "the role of the instance before opens a tunnel to it through eice-1 with " + TUNNEL));
    }

    /** A condition that is not decided makes the path possible; one that is certain is told in its place. */
    @Test
    void tunnelsThatARolePossiblyOpens() {
        // given
        MadeGroup admitting = group("sg-2").inFromGroup("sg-eice");
        String perhaps = "{'Effect': 'Allow', 'Action': '" + TUNNEL + "', 'Resource': '*',"
                + " 'Condition': {'IpAddress': {'aws:SourceIp': '203.0.113.0/24'}}}";

        // then
        assertThat(lateral(admitting, perhaps)).singleElement().satisfies(path -> {
            assertThat(path.certain()).isFalse();
            assertThat(path.steps())
                    .extracting(AttackStep::why)
                    .anyMatch(why -> why.startsWith("perhaps the role of the instance before opens a tunnel to it"));
        });
        assertThat(lateral(group("sg-2"), perhaps)).isEmpty();
        assertThat(lateral(admitting, perhaps.replace("'Allow'", "'Deny'"))).isEmpty();
        assertThat(lateral(admitting, perhaps, allow(TUNNEL, "*")))
                .singleElement()
                .satisfies(path -> assertThat(path.certain()).isTrue());
    }

    private static List<AttackPath> lateral(MadeGroup inner, String... statements) {
        return AttackPaths.of(tunnels(world(inner, statements), false).build()).paths().stream()
                .filter(path -> path.lateral() > 0)
                .toList();
    }

    static Stream<Arguments> tunnelsThatMayKeepTheAddressOfTheClient() {
        MadeGroup anyone = group("sg-2").in("tcp", 22, 22, "128.0.0.0/1");
        MadeGroup chosen = group("sg-2").in("tcp", 22, 22, "8.8.8.8/32");
        MadeGroup endpoint = group("sg-2").in("tcp", 22, 22, "10.0.0.99/32");
        MadeGroup members = group("sg-2").inFromGroup("sg-eice");
        return Stream.of(
                argumentSet("kept, for the internet", true, anyone, 1, ""),
                argumentSet("kept, for a chosen client", true, chosen, 0, ""),
                argumentSet("kept, for the endpoint's group", true, members, 1, ""),
                argumentSet("not told, for the endpoint's group", null, members, 1, ""),
                argumentSet("not told, for the endpoint", null, endpoint, 0, ""),
                argumentSet("not told, for a chosen client", null, chosen, 0, "keeps the address of the client"));
    }

    @ParameterizedTest
    @MethodSource
    void tunnelsThatMayKeepTheAddressOfTheClient(Boolean preserves, MadeGroup inner, int count, String missing) {
        // when
        AttackPaths.Found found =
                AttackPaths.of(tunnels(world(TUNNEL, "*", inner), preserves).build());

        // then
        assertThat(ways(found)).hasSize(count).allSatisfy(why -> assertThat(why).contains("opens a tunnel"));
        assertThat(String.join(", ", found.missing())).contains(missing);
    }

    @Test
    void aLoadBalancerInBetweenIsNamed() {
        // given
        Estates world = world("s3:ListBucket", "*", group("sg-2").inFromGroup("sg-lb"))
                .with(
                        Network.balancer(
                                "app/in/1",
                                "application",
                                "internal",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                Network.listener(443, "HTTPS", "web")),
                        Network.targets("web", "instance", 80, null, "i-2"),
                        eni("eni-n")
                                .status("in-use")
                                .in("subnet-1")
                                .privateIps("10.0.0.20")
                                .groups("sg-lb")
                                .described("ELB app/in/1"),
                        group("sg-lb").inFromGroup("sg-1").out("-1", null, null, "0.0.0.0/0"));

        // when
        AttackPaths.Found found = AttackPaths.of(world.build());

        // then
        assertThat(ways(found))
                .singleElement()
                .asString()
                .startsWith("the instance before reaches it by rule ")
                .contains("of sg-2 admits every protocol")
                .contains(" over app/in/1, and ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTANCE_CONNECT_ENDPOINT", "VPC_ENDPOINT", "VPC_ENDPOINT_SERVICE", "TARGET_GROUP"})
    void waysThatWereNotReadAreTold(ResourceKind kind) {
        Estates world = world(TUNNEL, "*", group("sg-2")).without(kind);

        assertThat(AttackPaths.of(world.build()).missing()).contains(kind + " in eu-central-1");
    }
}
