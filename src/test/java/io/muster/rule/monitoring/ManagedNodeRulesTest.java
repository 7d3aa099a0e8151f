package io.muster.rule.monitoring;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about instances as managed nodes. */
class ManagedNodeRulesTest {

    private static final Instant NOW = Estates.NOW;

    @ParameterizedTest
    @MethodSource
    void judgesTheContact(ManagedInstance node, String expected) {
        assertThat(Judging.judge(new NotManagedBySsm(), instance("i-1"), Made.of("i-1", node)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheContact() {
        Instant longAgo = NOW.minus(Duration.ofHours(25));
        return Stream.of(
                argumentSet("online", pinged("Online", NOW), "PASS"),
                argumentSet("online by a late answer", pinged("Online", longAgo), "PASS"),
                argumentSet("lost for an hour", pinged("ConnectionLost", NOW.minus(Duration.ofHours(1))), "PASS"),
                argumentSet("lost for a day", pinged("ConnectionLost", longAgo), "FAIL MEDIUM"),
                argumentSet("lost, no time told", pinged("ConnectionLost", null), "UNKNOWN"),
                argumentSet("nothing told", pinged(null, null), "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesWhatSystemsManagerDoesNotKnow(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new NotManagedBySsm(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhatSystemsManagerDoesNotKnow() {
        Instant longAgo = NOW.minus(Duration.ofHours(2));
        return Stream.of(
                argumentSet("launched hours ago", instance("i-1").launched(longAgo), "FAIL MEDIUM"),
                argumentSet("just launched", instance("i-1").launched(NOW), "NOT_APPLICABLE"),
                argumentSet("no time told", instance("i-1").launched(null), "UNKNOWN"),
                argumentSet(
                        "stopped", instance("i-1").launched(longAgo).state(InstanceState.STOPPED), "NOT_APPLICABLE"));
    }

    @Test
    void aListingOfBeforeTheLaunchTellsNothing() {
        MadeInstance instance = instance("i-1").launched(NOW.minus(Duration.ofHours(2)));
        Estate estate = Estates.estate()
                .with(instance)
                .listed(ResourceKind.MANAGED_INSTANCE, NOW.minus(Duration.ofHours(3)))
                .build();
        assertThat(Judging.judge(new NotManagedBySsm(), instance, estate)).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource
    void judgesThePatches(ManagedInstance node, String expected) {
        assertThat(Judging.judge(new PatchNoncompliant(), instance("i-1"), Made.of("i-1", node)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesThePatches() {
        Instant longAgo = NOW.minus(Duration.ofDays(15));
        return Stream.of(
                argumentSet("none missing", patched(true, patches(0, 0, 0, 0, NOW)), "PASS"),
                argumentSet("one missing", patched(true, patches(1, 0, 0, 0, NOW)), "FAIL HIGH"),
                argumentSet("a critical one rejected", patched(true, patches(0, 1, 0, 0, NOW)), "FAIL HIGH"),
                argumentSet("a security one failed", patched(true, patches(0, 0, 1, 0, NOW)), "FAIL HIGH"),
                argumentSet("one waits for a reboot", patched(true, patches(0, 0, 0, 1, NOW)), "FAIL LOW"),
                argumentSet("a security one waits for a reboot", patched(true, patches(0, 0, 1, 1, NOW)), "FAIL LOW"),
                argumentSet("one waits, one is missing", patched(true, patches(1, 0, 1, 1, NOW)), "FAIL HIGH"),
                argumentSet("one waits, none is told missing", patched(true, patches(null, 0, 1, 1, NOW)), "FAIL HIGH"),
                argumentSet("one of no severity failed", patched(true, counted(1, 0, 1)), "FAIL HIGH"),
                argumentSet("one that is rejected is installed", patched(true, counted(0, 1, 1)), "FAIL MEDIUM"),
                argumentSet("another does not comply", patched(true, counted(0, 0, 1)), "FAIL MEDIUM"),
                argumentSet("security updates that are not approved", patched(true, available(7, 0, 0)), "FAIL LOW"),
                argumentSet(
                        "such ones, and none that was looked for of late",
                        patched(true, available(7, 0, 0, longAgo)),
                        "FAIL MEDIUM"),
                argumentSet("such ones, and one that waits", patched(true, available(7, 1, 1)), "FAIL LOW"),
                argumentSet("such ones that do not comply", patched(true, available(7, 7, 0)), "FAIL HIGH"),
                argumentSet(
                        "such ones that do not comply, and one that waits",
                        patched(true, available(7, 8, 1)),
                        "FAIL HIGH"),
                argumentSet("failures not told", patched(true, counted(null, 0, 0)), "UNKNOWN"),
                argumentSet("scanned long ago", patched(true, patches(0, 0, 0, 0, longAgo)), "FAIL MEDIUM"),
                argumentSet("never scanned", patched(false, null), "FAIL MEDIUM"),
                argumentSet("no time told", patched(true, patches(0, 0, 0, 0, null)), "UNKNOWN"),
                argumentSet("no counts told", patched(true, patches(null, null, null, null, NOW)), "UNKNOWN"),
                argumentSet("not read", patched(null, null), "UNKNOWN"));
    }

    @Test
    void evidenceCountsTheUpdatesThatAreNotApproved() {
        assertThat(Judging.evidence(
                        new PatchNoncompliant(), instance("i-1"), Made.of("i-1", patched(true, available(7, 0, 0)))))
                .containsEntry("availableSecurityUpdates", 7);
    }

    @Test
    void whatIsNoManagedNodeIsNotJudgedByItsPatches() {
        assertThat(Judging.judge(new PatchNoncompliant(), instance("i-1"))).isEqualTo("NOT_APPLICABLE");
    }

    @ParameterizedTest
    @MethodSource
    void patchManagerHasNoPatchesForBottlerocket(
            String platform, InstanceImage image, Boolean scanned, String expected) {
        // given
        ManagedInstance node = Parts.of(
                ManagedInstance.class, "pingStatus", "Online", "platformName", platform, "patchesScanned", scanned);

        // then
        assertThat(Judging.judge(new PatchNoncompliant(), instance("i-1").imageMetadata(image), Made.of("i-1", node)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> patchManagerHasNoPatchesForBottlerocket() {
        return Stream.of(
                argumentSet("by its name", "Bottlerocket", null, false, "NOT_APPLICABLE"),
                argumentSet("not read", "Bottlerocket", null, null, "NOT_APPLICABLE"),
                argumentSet("by Amazon's image", "Amazon Linux", bottlerocket("amazon"), false, "NOT_APPLICABLE"),
                argumentSet("by another's image", "Amazon Linux", bottlerocket(null), false, "FAIL MEDIUM"),
                argumentSet("another system", "Amazon Linux", null, false, "FAIL MEDIUM"));
    }

    private static InstanceImage bottlerocket(String owner) {
        return Parts.of(InstanceImage.class, "name", "bottlerocket-aws-k8s-1.33-x86_64-v1.40.0", "ownerAlias", owner);
    }

    private static ManagedInstance pinged(String status, Instant at) {
        return new ManagedInstance(null, "i-1", status, at, null, null, null, null, null, null, null, null, null, null);
    }

    private static ManagedInstance patched(Boolean scanned, PatchState patches) {
        return new ManagedInstance(
                null, "i-1", "Online", NOW, null, null, null, null, null, null, null, null, scanned, patches);
    }

    private static PatchState counted(Integer failed, Integer rejected, Integer otherNonCompliant) {
        return new PatchState(null, null, 0, failed, 0, rejected, 0, 0, otherNonCompliant, null, "Install", NOW);
    }

    private static PatchState patches(
            Integer missing, Integer critical, Integer security, Integer pendingReboot, Instant at) {
        return new PatchState(null, null, missing, 0, pendingReboot, 0, critical, security, 0, 0, "Scan", at);
    }

    private static PatchState available(Integer updates, Integer security, Integer pendingReboot) {
        return available(updates, security, pendingReboot, NOW);
    }

    private static PatchState available(Integer updates, Integer security, Integer pendingReboot, Instant at) {
        return new PatchState(null, null, 0, 0, pendingReboot, 0, 0, security, 0, updates, "Scan", at);
    }
}
