package io.muster.rule.network;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeInterface.eni;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeRole;
import io.muster.estate.PublicSubnet;
import io.muster.estate.attack.Weakness;
import io.muster.estate.attack.Weaknesses;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.PatchState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Judging;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about faults that count where the internet reaches the instance. */
class ExposedRulesTest {

    private static final MadeGroup OPEN = group("sg-1").in("tcp", 443, 443, "0.0.0.0/0");
    private static final MadeGroup CHOSEN = group("sg-1").in("tcp", 443, 443, "8.8.8.8/32");
    private static final MadeGroup CLOSED = group("sg-1");
    private static final MadeGroup UNREAD = group("sg-1").inFromList("tcp", 443, 443, "pl-1");

    private static final MadeGroup PING = group("sg-1").in("icmp", 8, -1, "0.0.0.0/0");

    private static Estates network(MadeInstance instance, MadeGroup group) {
        return PublicSubnet.estate()
                .with(instance, eni("eni-1").of("i-1").groups("sg-1").publicIps("52.0.0.1"), group);
    }

    @ParameterizedTest
    @MethodSource
    void nestedVirtualization(MadeInstance instance, MadeGroup group, String expected) {
        assertThat(Judging.judge(
                        new ExposedNestedVirtualization(),
                        instance,
                        network(instance, group).build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> nestedVirtualization() {
        MadeInstance nested = instance("i-1").nestedVirtualization("enabled");
        return Stream.of(
                argumentSet("reached", nested, OPEN, "FAIL LOW"),
                argumentSet("not reached", nested, CLOSED, "PASS"),
                argumentSet("reached by ping alone", nested, PING, "PASS"),
                argumentSet("not known", nested, UNREAD, "UNKNOWN"),
                argumentSet("switched off", instance("i-1").nestedVirtualization("disabled"), OPEN, "PASS"),
                argumentSet("not told", instance("i-1"), OPEN, "PASS"));
    }

    @ParameterizedTest
    @MethodSource("patches")
    void judgesPatches(MadeInstance instance, MadeGroup group, ManagedInstance node, String expected) {
        Estates estate = network(instance, group);
        if (node != null) {
            estate.with(Made.of("i-1", node));
        }
        assertThat(Judging.judge(new ExposedAndUnpatched(), instance, estate.build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> patches() {
        MadeInstance old = instance("i-1").launchedBefore(Duration.ofHours(2));
        return Stream.of(
                argumentSet("a critical patch", old, OPEN, patched(1, 0), "FAIL HIGH"),
                argumentSet("a security patch, for chosen addresses", old, CHOSEN, patched(0, 1), "FAIL MEDIUM"),
                argumentSet("all patches", old, OPEN, patched(0, 0), "PASS"),
                argumentSet("no counts", old, OPEN, patched(null, null), "UNKNOWN"),
                argumentSet("one count only", old, OPEN, patched(0, null), "UNKNOWN"),
                argumentSet("a critical patch, the other count not told", old, OPEN, patched(1, null), "FAIL HIGH"),
                argumentSet("scanned 13 days ago", old, OPEN, scanned(daysAgo(13)), "PASS"),
                argumentSet("scanned 15 days ago", old, OPEN, scanned(daysAgo(15)), "FAIL HIGH"),
                argumentSet("time of the scan not told", old, OPEN, scanned(null), "UNKNOWN"),
                argumentSet("lost two days ago", old, OPEN, pinged("ConnectionLost", daysAgo(2)), "FAIL HIGH"),
                argumentSet("lost just now", old, OPEN, pinged("ConnectionLost", Estates.NOW), "PASS"),
                argumentSet("lost, no time told", old, OPEN, pinged("ConnectionLost", null), "UNKNOWN"),
                argumentSet("online by a late answer", old, OPEN, pinged("Online", daysAgo(2)), "PASS"),
                argumentSet("never scanned", old, OPEN, node("patchesScanned", false), "FAIL HIGH"),
                argumentSet("patches not read", old, OPEN, node("patchesScanned", true), "UNKNOWN"),
                argumentSet(
                        "never scanned, of Bottlerocket",
                        old,
                        OPEN,
                        Parts.of(
                                ManagedInstance.class,
                                "pingStatus",
                                "Online",
                                "platformName",
                                "Bottlerocket",
                                "patchesScanned",
                                false),
                        "PASS"),
                argumentSet("not managed", old, OPEN, null, "FAIL HIGH"),
                argumentSet("not managed yet", instance("i-1"), OPEN, null, "PASS"),
                argumentSet("not managed, age not told", instance("i-1").launched(null), OPEN, null, "UNKNOWN"),
                argumentSet("not managed, not reached", old, CLOSED, null, "PASS"),
                argumentSet("not managed, reach not known", old, UNREAD, null, "UNKNOWN"),
                argumentSet(
                        "an old image",
                        instance("i-1").imageMetadata(deprecated(181)),
                        OPEN,
                        patched(0, 0),
                        "FAIL HIGH"),
                argumentSet(
                        "an image deprecated lately",
                        instance("i-1").imageMetadata(deprecated(179)),
                        OPEN,
                        patched(0, 0),
                        "PASS"),
                argumentSet(
                        "stopped, with an old image",
                        instance("i-1").imageMetadata(deprecated(181)).state(InstanceState.STOPPED),
                        OPEN,
                        null,
                        "FAIL MEDIUM"),
                argumentSet("stopped", instance("i-1").state(InstanceState.STOPPED), OPEN, null, "NOT_APPLICABLE"));
    }

    @ParameterizedTest
    @MethodSource
    void tellsOfPatches(PatchState patches, String expected) {
        // given
        MadeInstance instance = instance("i-1").launchedBefore(Duration.ofHours(2));
        Estates estate = network(instance, OPEN).with(Made.of("i-1", node("patchState", patches)));

        // then
        assertThat(Weaknesses.of(instance.resource(), estate.build()))
                .extracting(Weakness::why)
                .containsExactly(expected);
    }

    static Stream<Arguments> tellsOfPatches() {
        return Stream.of(
                argumentSet("a critical one", state(1, 0, Estates.NOW), "1 critical or security patches are missing"),
                argumentSet(
                        "both, perhaps one",
                        state(1, 1, Estates.NOW),
                        "at least 1 critical or security patches are missing"),
                argumentSet(
                        "installed", waiting(0), "critical or security patches are installed, and wait for a reboot"),
                argumentSet("installed, and one is missing", waiting(1), "1 critical or security patches are missing"));
    }

    private static PatchState waiting(int missing) {
        return new PatchState(null, null, missing, 0, 1, 0, 1, 0, 0, null, "Install", Estates.NOW);
    }

    private static ManagedInstance node(String name, Object value) {
        return Parts.of(ManagedInstance.class, "pingStatus", "Online", name, value);
    }

    private static ManagedInstance patched(Integer critical, Integer security) {
        return node("patchState", state(critical, security, Estates.NOW));
    }

    private static ManagedInstance scanned(Instant at) {
        return node("patchState", state(0, 0, at));
    }

    private static ManagedInstance pinged(String status, Instant at) {
        return Parts.of(
                ManagedInstance.class,
                "pingStatus",
                status,
                "lastPingTime",
                at,
                "patchState",
                state(0, 0, Estates.NOW));
    }

    private static PatchState state(Integer critical, Integer security, Instant scanned) {
        return Parts.of(
                PatchState.class,
                "criticalNonCompliant",
                critical,
                "securityNonCompliant",
                security,
                "operationEndTime",
                scanned);
    }

    private static Instant daysAgo(int days) {
        return Estates.NOW.minus(Duration.ofDays(days));
    }

    private static InstanceImage deprecated(int days) {
        return Parts.of(InstanceImage.class, "deprecationTime", daysAgo(days));
    }

    @ParameterizedTest
    @MethodSource("credentials")
    void judgesCredentials(MadeInstance instance, MadeGroup group, MadeRole role, String expected) {
        assertThat(Judging.judge(
                        new ExposedCredentials(),
                        instance.profile("p"),
                        network(instance, group)
                                .with(role, Made.profile("p", "r"))
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> credentials() {
        MadeRole admin = role("r").inline(allow("*", "*"));
        return Stream.of(
                argumentSet("an administrator", instance("i-1").imdsv1(), OPEN, admin, "FAIL CRITICAL"),
                argumentSet("with IMDSv2", instance("i-1"), OPEN, admin, "FAIL HIGH"),
                argumentSet("for chosen addresses", instance("i-1").imdsv1(), CHOSEN, admin, "FAIL HIGH"),
                argumentSet("stopped", instance("i-1").imdsv1().state(InstanceState.STOPPED), OPEN, admin, "FAIL HIGH"),
                argumentSet("without metadata", instance("i-1").imdsOff(), OPEN, admin, "PASS"),
                argumentSet(
                        "metadata being switched off", instance("i-1").imdsOff().imdsPending(), OPEN, admin, "UNKNOWN"),
                argumentSet("options not told", instance("i-1").imdsUnreported(), OPEN, admin, "UNKNOWN"),
                argumentSet("not reached", instance("i-1").imdsv1(), CLOSED, admin, "PASS"),
                argumentSet("reach not known", instance("i-1").imdsv1(), UNREAD, admin, "UNKNOWN"),
                argumentSet(
                        "all data",
                        instance("i-1").imdsv1(),
                        OPEN,
                        role("r").inline(allow("s3:GetObject", "*")),
                        "FAIL CRITICAL"),
                argumentSet(
                        "escalation",
                        instance("i-1").imdsv1(),
                        OPEN,
                        role("r").inline(allow("iam:PutRolePolicy", "*")),
                        "FAIL CRITICAL"),
                argumentSet(
                        "rights under a condition",
                        instance("i-1").imdsv1(),
                        OPEN,
                        role("r")
                                .inline(
                                        "{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}}}"),
                        "UNKNOWN"),
                argumentSet(
                        "few rights",
                        instance("i-1").imdsv1(),
                        OPEN,
                        role("r").inline(allow("s3:GetObject", "arn:aws:s3:::app/*")),
                        "PASS"));
    }

    @ParameterizedTest
    @MethodSource
    void withoutAnInput(ResourceKind missing) {
        MadeInstance instance = instance("i-1").imdsv1().profile("p");
        Estates estate = network(instance, CLOSED)
                .with(role("r").inline(allow("*", "*")), Made.profile("p", "r"))
                .without(missing);
        assertThat(Judging.judge(new ExposedCredentials(), instance, estate.build()))
                .isEqualTo("UNKNOWN");
    }

    static Stream<ResourceKind> withoutAnInput() {
        return Stream.of(ResourceKind.LOAD_BALANCER, ResourceKind.SECURITY_GROUP);
    }
}
