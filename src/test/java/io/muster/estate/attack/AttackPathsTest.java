package io.muster.estate.attack;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.estate.PublicSubnet;
import io.muster.estate.reach.Network;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.Accelerator;
import io.muster.inventory.kind.AcceleratorEndpoint;
import io.muster.inventory.kind.AcceleratorEndpointGroup;
import io.muster.inventory.kind.AcceleratorListener;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.PortRange;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.EveryRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AttackPathsTest {

    /** A public subnet, in it the instance with a public address and HTTPS open to the sources. */
    private static Estates world(MadeInstance instance, MadeRole role, String sources) {
        return PublicSubnet.estate()
                .with(
                        instance.profile("p"),
                        eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1"),
                        group("sg-1").in("tcp", 443, 443, sources).out("-1", null, null, "0.0.0.0/0"),
                        role.trustedByEc2(),
                        Made.profile("p", "r"));
    }

    private static String word(AttackPath path) {
        return path.prize() + " " + path.severity() + (path.certain() ? "" : " possible");
    }

    @ParameterizedTest
    @MethodSource
    void oneInstance(MadeInstance instance, MadeRole role, String sources, List<String> expected) {
        assertThat(AttackPaths.of(world(instance, role, sources).build()).paths())
                .extracting(AttackPathsTest::word)
                .isEqualTo(expected);
    }

    static Stream<Arguments> oneInstance() {
        String any = "0.0.0.0/0";
        return Stream.of(
                argumentSet(
                        "an administrator", v1(), role("r").inline(allow("*", "*")), any, List.of("ADMINISTRATOR 4")),
                argumentSet(
                        "for chosen addresses",
                        v1(),
                        role("r").inline(allow("*", "*")),
                        "8.8.8.8/32",
                        List.of("ADMINISTRATOR 3")),
                argumentSet(
                        "stopped",
                        v1().state(InstanceState.STOPPED),
                        role("r").inline(allow("*", "*")),
                        any,
                        List.of("ADMINISTRATOR 3")),
                argumentSet(
                        "weak for not being managed alone",
                        instance("i-1").launchedBefore(Duration.ofDays(1)),
                        role("r").inline(allow("*", "*")),
                        any,
                        List.of("ADMINISTRATOR 3")),
                argumentSet(
                        "secrets in its user data",
                        instance("i-1").secrets("password"),
                        role("r").inline(allow("*", "*")),
                        any,
                        List.of("ADMINISTRATOR 4")),
                argumentSet(
                        "of unknown metadata options",
                        instance("i-1").imdsUnreported(),
                        role("r").inline(allow("*", "*")),
                        any,
                        List.of("ADMINISTRATOR 3 possible")),
                argumentSet(
                        "up to an administrator",
                        v1(),
                        role("r").inline(allow("iam:PutRolePolicy", "*")),
                        any,
                        List.of("ESCALATION 4")),
                argumentSet("all data", v1(), role("r").inline(allow("s3:GetObject", "*")), any, List.of("DATA 3")),
                argumentSet(
                        "other instances",
                        v1(),
                        role("r").inline(allow("ssm:StartSession", "*")),
                        any,
                        List.of("OTHER_INSTANCES 3")),
                argumentSet("few rights", v1(), role("r").inline(allow("s3:Get*", "arn:aws:s3:::a/*")), any, List.of()),
                argumentSet("not reached", v1(), role("r").inline(allow("*", "*")), "10.0.0.0/8", List.of()),
                argumentSet("not weak", instance("i-1"), role("r").inline(allow("*", "*")), any, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"icmp, 3, 4, 0", "icmp, 8, -1, 0", "tcp, 80, 80, 1"})
    void messagesOfIcmpBeginNoPath(String protocol, int first, int last, int paths) {
        // given
        Estates world = world(v1(), role("r").inline(allow("*", "*")), "10.0.0.0/8")
                .with(
                        eni("eni-2").of("i-1").groups("sg-2").publicIps("52.0.0.2"),
                        group("sg-2").in(protocol, first, last, "0.0.0.0/0"));

        // when, then
        assertThat(AttackPaths.of(world.build()).paths()).hasSize(paths);
    }

    private static MadeInstance v1() {
        return instance("i-1").imdsv1();
    }

    @Test
    void leadsToAnAdministratorOfAnotherAccount() {
        // given
        String target = "arn:aws:iam::" + Estates.OTHER_ACCOUNT + ":role/target";
        MadeRole trusting = role("target")
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + Estates.ACCOUNT + "'}}");
        Estates world = world(v1(), role("r").inline(allow("sts:AssumeRole", target)), "0.0.0.0/0")
                .elsewhere(Estates.OTHER_ACCOUNT, "YES", "YES", trusting);

        // when
        AttackPath path = AttackPaths.of(world.build()).paths().get(0);

        // then
        assertThat(path.title())
                .endsWith("takes more rights by AssumeRole on " + target + ", up to those of an administrator");
        assertThat(word(path)).isEqualTo("ESCALATION 4");
        assertThat(path.steps().get(path.steps().size() - 1))
                .isEqualTo(
                        AttackStep.of(
                                target,
                                ResourceKind.ROLE,
                                "is taken over by AssumeRole with sts:AssumeRole, and is of account 444455556666, where it leads to an administrator"));
        assertThat(path.cuts())
                .filteredOn(cut -> cut.kind() == ResourceKind.ROLE)
                .extracting(Cut::resourceArn)
                .containsExactly(target, "arn:aws:iam::111122223333:role/r");
    }

    /** No rule of ours judges it, so that the step names no finding. */
    @Test
    void aVulnerabilityThatAnotherProductReportsMakesAnInstanceWeak() {
        // given
        Estates world = world(instance("i-1"), role("r").inline(allow("*", "*")), "0.0.0.0/0");
        String arn = instance("i-1").resource().arn();

        // when
        List<AttackPath> paths = AttackPaths.of(
                        world.build(), Map.of(arn, "Inspector reports CVE-2025-1, for which an exploit is known"))
                .paths();

        // then
        assertThat(paths).extracting(AttackPathsTest::word).containsExactly("ADMINISTRATOR 4");
        assertThat(paths.get(0).steps().get(1).why()).contains("Inspector reports CVE-2025-1");
        assertThat(paths.get(0).steps().get(1).ruleId()).isNull();
        assertThat(paths.get(0).cuts())
                .extracting(Cut::change)
                .contains("update the software that is reported vulnerable");
    }

    @Test
    void stepsLeadFromTheWayInToThePrize() {
        // given
        Estates world = world(v1(), role("r").inline(allow("*", "*")), "0.0.0.0/0");

        // when
        AttackPath path = AttackPaths.of(world.build()).paths().get(0);

        // then
        assertThat(path.steps())
                .extracting(AttackStep::kind)
                .containsExactly(ResourceKind.NETWORK_INTERFACE, ResourceKind.INSTANCE, ResourceKind.ROLE);
        assertThat(path.steps().get(0).why()).contains("tcp 443").contains("sgr-1 of sg-1");
        assertThat(path.steps().get(1).why()).contains("IMDSv1");
        assertThat(path.cuts())
                .extracting(Cut::kind)
                .containsExactly(ResourceKind.INSTANCE, ResourceKind.SECURITY_GROUP, ResourceKind.ROLE);
        assertThat(path.title()).isEqualTo("From the internet over i-1 to r, which is an administrator");
    }

    @Test
    void aClassicLoadBalancerIsOfItsOwnKind() {
        // given
        Estates world = PublicSubnet.estate()
                .with(
                        v1().profile("p"),
                        eni("eni-1").of("i-1").groups("sg-1"),
                        group("sg-1").in("tcp", 80, 80, "10.0.0.0/16").out("-1", null, null, "0.0.0.0/0"),
                        group("sg-lb").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                        Network.classicBalancer(
                                "web",
                                "internet-facing",
                                List.of("subnet-1"),
                                List.of("sg-lb"),
                                Network.classicListener(443, "HTTPS", 80)),
                        role("r").trustedByEc2().inline(allow("*", "*")),
                        Made.profile("p", "r"));

        // when
        AttackPath path = AttackPaths.of(world.build()).paths().get(0);

        // then
        assertThat(path.steps().get(0).kind()).isEqualTo(ResourceKind.CLASSIC_LOAD_BALANCER);
        assertThat(path.steps().get(0).resourceArn()).contains("loadbalancer/web");
        assertThat(path.cuts()).extracting(Cut::kind).contains(ResourceKind.CLASSIC_LOAD_BALANCER);
    }

    @Test
    void anAcceleratorLeadsToAnInstanceInAPrivateSubnet() {
        // given
        AcceleratorEndpoint endpoint = new AcceleratorEndpoint("i-1", null, 128, true, "HEALTHY");
        AcceleratorEndpointGroup endpoints =
                new AcceleratorEndpointGroup("arn:group", "eu-central-1", 100.0, List.of(), List.of(endpoint));
        AcceleratorListener listener = new AcceleratorListener(
                "arn:listener", "TCP", List.of(new PortRange(443, 443)), null, List.of(endpoints));
        Estates world = Estates.estate()
                .with(
                        Network.gateway("igw-1", "vpc-1"),
                        Network.subnet("subnet-1"),
                        Network.mainTable("rtb-1", "vpc-1", Network.route("10.0.0.0/16", "local")),
                        Network.openAcl("acl-1", "subnet-1"),
                        v1().profile("p"),
                        eni("eni-1").of("i-1").groups("sg-1"),
                        group("sg-1").in("tcp", 443, 443, "0.0.0.0/0").out("-1", null, null, "0.0.0.0/0"),
                        Made.of("ga-1", Parts.of(Accelerator.class, "enabled", true, "listeners", List.of(listener))),
                        role("r").trustedByEc2().inline(allow("*", "*")),
                        Made.profile("p", "r"));

        // when
        AttackPath path = AttackPaths.of(world.build()).paths().get(0);

        // then
        assertThat(path.certain()).isTrue();
        assertThat(path.steps().get(0).kind()).isEqualTo(ResourceKind.ACCELERATOR);
        assertThat(path.cuts()).extracting(Cut::kind).contains(ResourceKind.ACCELERATOR);
    }

    /** Without them, there is nothing that a path may begin at, or no way to tell. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    INSTANCE_PROFILE,  INSTANCE_PROFILE in global
                    NETWORK_INTERFACE, NETWORK_INTERFACE in eu-central-1
                    INSTANCE,          INSTANCE in eu-central-1
                    """)
    void unreadInputsAreTold(ResourceKind unread, String missing) {
        Estates world =
                world(v1(), role("r").inline(allow("*", "*")), "0.0.0.0/0").without(unread);
        assertThat(AttackPaths.of(world.build()).missing()).contains(missing);
    }

    @Test
    void reachThatIsNotKnownMakesAPossiblePath() {
        Estates world =
                world(v1(), role("r").inline(allow("*", "*")), "0.0.0.0/0").without(ResourceKind.SECURITY_GROUP);
        assertThat(AttackPaths.of(world.build()).paths())
                .extracting(AttackPathsTest::word)
                .containsExactly("ADMINISTRATOR 2 possible");
    }

    @Test
    void everyRuleThatAStepNamesIsThere() {
        Set<String> known =
                EveryRule.metadata().stream().map(rule -> rule.ruleId()).collect(Collectors.toSet());
        assertThat(known)
                .containsAll(Stream.of(Weakness.Type.values())
                        .map(Weakness.Type::ruleId)
                        .filter(Objects::nonNull)
                        .toList());
        assertThat(known)
                .containsAll(
                        Stream.of(Prize.Type.values()).map(Prize.Type::ruleId).toList());
    }
}
