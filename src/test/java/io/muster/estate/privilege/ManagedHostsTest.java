package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways by Systems Manager to the role of an instance, which its agent has to serve. */
class ManagedHostsTest {

    private static final Duration LONG = Duration.ofDays(1);

    static Stream<Arguments> agents() {
        MadeInstance old = instance("i-1").launchedBefore(LONG);
        return Stream.of(
                argumentSet("in contact", old, Made.node("i-1", "Online"), "YES"),
                argumentSet("out of contact, which may come back", old, Made.node("i-1", "ConnectionLost"), "POSSIBLE"),
                argumentSet("in a state that is not told", old, Made.node("i-1", null), "POSSIBLE"),
                argumentSet("of another instance", old, Made.node("i-2", "Online"), "NO"),
                argumentSet(
                        "of an instance that was just launched",
                        instance("i-1"),
                        Made.node("i-2", "Online"),
                        "POSSIBLE"),
                argumentSet(
                        "of an instance of unknown age",
                        instance("i-1").launched(null),
                        Made.node("i-2", "Online"),
                        "POSSIBLE"),
                argumentSet(
                        "of an instance that was stopped after the nodes were listed",
                        instance("i-1").launchedBefore(LONG).state(InstanceState.STOPPED),
                        Made.node("i-1", "Online"),
                        "POSSIBLE"),
                argumentSet(
                        "of a stopped instance, of which AWS tells nothing",
                        instance("i-1").launchedBefore(LONG).state(InstanceState.STOPPED),
                        Made.node("i-2", "Online"),
                        "POSSIBLE"));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aWayNeedsAServingAgent(MadeInstance instance, Estates.Made<?> node, String expected) {
        Estates estate = world("ssm:SendCommand", instance).with(node);

        assertThat(found(estate)).containsExactlyElementsOf(unlessNo(expected));
    }

    /**
     * A document for one sort of system is refused for the other one, or needs what may not be there, as PowerShell on Linux.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html">Systems Manager API Reference,
     *     SendCommand, UnsupportedPlatformType</a>
     */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    AWS-RunShellScript,      Linux/UNIX,                    YES
                    AWS-RunShellScript,      Windows,                       POSSIBLE
                    AWS-RunShellScript,      -,                             YES
                    AWS-RunPowerShellScript, Windows with SQL Server Web,   YES
                    AWS-RunPowerShellScript, Red Hat Enterprise Linux,      POSSIBLE
                    AWS-Run*,                Windows,                       YES
                    AWS-Run*,                Linux/UNIX,                    YES
                    AWS-RunRemoteScript,     Windows,                       YES
                    AWS-RunRemoteScript,     Linux/UNIX,                    YES
                    """)
    void documentsForOneSortOfSystem(String document, String platform, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(allow("ssm:SendCommand", "arn:aws:ec2:*:*:instance/*, arn:aws:ssm:*::document/" + document));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), Made.node("i-1", "Online"))
                .with(instance("i-1").profile("p").platform(platform))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactly(expected);
    }

    static Stream<Arguments> listings() {
        return Stream.of(
                argumentSet("not read", Estates.estate().without(ResourceKind.MANAGED_INSTANCE), "POSSIBLE"),
                argumentSet(
                        "older than the instance",
                        Estates.estate().listed(ResourceKind.MANAGED_INSTANCE, Estates.NOW.minus(Duration.ofDays(2))),
                        "POSSIBLE"),
                argumentSet(
                        "younger than the instance",
                        Estates.estate().listed(ResourceKind.MANAGED_INSTANCE, Estates.NOW.minus(Duration.ofHours(2))),
                        "NO"));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void anOldListingLeavesTheAgentUnknown(Estates estate, String expected) {
        Estates world = world(estate, "ssm:StartSession", instance("i-1").launchedBefore(LONG));

        assertThat(found(world)).containsExactlyElementsOf(unlessNo(expected));
    }

    /** A node that is known from before says nothing of now. */
    @Test
    void aNodeThatWasNotReadAgainServesPerhaps() {
        Estates world = world("ssm:SendCommand", instance("i-1").launchedBefore(LONG))
                .with(Made.node("i-1", "Online"))
                .without(ResourceKind.MANAGED_INSTANCE);

        assertThat(found(world)).containsExactly("POSSIBLE");
    }

    @Test
    void otherWaysNeedNoAgent() {
        Estates world = world(
                "ec2:ModifyInstanceAttribute, ec2:StopInstances, ec2:StartInstances",
                instance("i-1").launchedBefore(LONG));

        assertThat(found(world)).containsExactly("YES");
    }

    /** More instances have the role than are looked at one by one. */
    @Test
    void oneNodeOfManyInstancesIsFound() {
        // given
        Estates world = world("ssm:SendCommand", instance("i-1").launchedBefore(LONG));
        for (int i = 100; i < 130; i++) {
            world.with(instance("i-" + i).launchedBefore(LONG).profile("p"));
        }
        world.with(Made.node("i-129", "Online"));

        // when
        List<Escalation> found = escalations(world);

        // then
        assertThat(found).singleElement().satisfies(step -> {
            assertThat(step.certainty()).isEqualTo(Certainty.YES);
            assertThat(step.host()).endsWith("instance/i-129");
        });
    }

    /** More roles are on instances without an agent than are told. */
    @Test
    void aRoleThatIsReachedForCertainIsToldAmongManyThatMayBe() {
        // given
        Estates world = Estates.estate().with(self("ssm:SendCommand"));
        for (int i = 10; i < 30; i++) {
            world.with(
                    role("r-" + i)
                            .inline(allow("secretsmanager:GetSecretValue", "*"))
                            .trustedByEc2(),
                    Made.profile("p-" + i, "r-" + i),
                    instance("i-" + i)
                            .launchedBefore(LONG)
                            .state(InstanceState.STOPPED)
                            .profile("p-" + i));
        }
        world.with(
                role("s").inline(allow("secretsmanager:GetSecretValue", "*")).trustedByEc2(),
                Made.profile("s", "s"),
                instance("i-9").launchedBefore(LONG).profile("s"),
                Made.node("i-9", "Online"));

        // then
        assertThat(escalations(world))
                .filteredOn(step -> step.certainty() == Certainty.YES)
                .extracting(Escalation::host)
                .singleElement()
                .asString()
                .endsWith("instance/i-9");
    }

    private static Estates world(String actions, MadeInstance instance) {
        return world(Estates.estate(), actions, instance);
    }

    private static Estates world(Estates estate, String actions, MadeInstance instance) {
        return estate.with(
                self(actions),
                role("admin").inline(allow("*", "*")).trustedByEc2(),
                Made.profile("p", "admin"),
                instance.profile("p"));
    }

    private static MadeRole self(String actions) {
        return role("self").inline(allow(actions, "*")).trustedByEc2();
    }

    private static List<Escalation> escalations(Estates world) {
        return PrivilegeGraph.of(world.build()).escalations(self("x:y").resource());
    }

    private static List<String> found(Estates world) {
        return escalations(world).stream().map(step -> step.certainty().name()).toList();
    }

    private static List<String> unlessNo(String expected) {
        return expected.equals("NO") ? List.of() : List.of(expected);
    }
}
