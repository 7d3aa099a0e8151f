package io.muster.rule.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about the keys of snapshots, and about images whose snapshots have none. */
class SnapshotKeyRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String LOW = "FAIL LOW";
    private static final String OTHER_REGION = "arn:aws:kms:us-east-1:" + Estates.ACCOUNT + ":key/k-2";

    @ParameterizedTest
    @MethodSource
    void comparesKeys(Estates.Made<Snapshot> snapshot, Estates.Made<Volume> volume, String expected) {
        assertThat(Judging.judge(new SnapshotKeyMismatch(), snapshot, volume)).isEqualTo(expected);
    }

    static Stream<Arguments> comparesKeys() {
        return Stream.of(
                argumentSet("the same", snapshot(true, arn("k-1")), volume(true, arn("k-1")), PASS),
                argumentSet("another", snapshot(true, arn("k-2")), volume(true, arn("k-1")), LOW),
                argumentSet(
                        "of another region, as a copy must",
                        snapshot(true, OTHER_REGION),
                        volume(true, arn("k-1")),
                        PASS),
                argumentSet(
                        "an alias, which cannot be compared",
                        snapshot(true, "alias/disks"),
                        volume(true, arn("k-1")),
                        "UNKNOWN"),
                argumentSet("the same alias", snapshot(true, "alias/disks"), volume(true, "alias/disks"), PASS),
                argumentSet("snapshot not encrypted", snapshot(false, null), volume(true, arn("k-1")), NA),
                argumentSet("volume not encrypted", snapshot(true, arn("k-1")), volume(false, null), NA),
                argumentSet(
                        "volume gone", snapshot(true, arn("k-1")), Made.volume("vol-9", true, "in-use", Map.of()), NA),
                argumentSet("key of the snapshot not told", snapshot(true, null), volume(true, arn("k-1")), "UNKNOWN"),
                argumentSet("key of the volume not told", snapshot(true, arn("k-1")), volume(true, null), "UNKNOWN"),
                argumentSet("encryption not told", snapshot(null, null), volume(true, arn("k-1")), "UNKNOWN"),
                argumentSet("pending", Made.snapshot("snap-1", true, "pending", false), volume(true, arn("k-1")), NA),
                argumentSet(
                        "state not told",
                        Made.snapshot("snap-1", true, null, false),
                        volume(true, arn("k-1")),
                        "UNKNOWN"));
    }

    @ParameterizedTest
    @MethodSource
    void judgesStatesOfKeys(Estates.Made<Snapshot> snapshot, String state, Integer days, String expected) {
        // given
        Instant deletion = days == null ? null : Estates.NOW.plus(Duration.ofDays(days));
        Estates.Made<KmsKey> key = Made.of("k-1", Parts.of(KmsKey.class, "keyState", state, "deletionDate", deletion));

        // then
        assertThat(Judging.judge(new SnapshotKeyUnusable(Baselines.usual()), snapshot, key))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesStatesOfKeys() {
        return Stream.of(
                argumentSet("enabled", snapshot(true, arn("k-1")), "Enabled", null, PASS),
                argumentSet("disabled", snapshot(true, arn("k-1")), "Disabled", null, "FAIL HIGH"),
                argumentSet("to be deleted in days", snapshot(true, arn("k-1")), "PendingDeletion", 3, "FAIL CRITICAL"),
                argumentSet("key not known", snapshot(true, arn("k-2")), "Disabled", null, "UNKNOWN"),
                argumentSet("not encrypted", snapshot(false, null), "Disabled", null, NA),
                argumentSet("pending", Made.snapshot("snap-1", true, "pending", false), "Disabled", null, NA));
    }

    private static String arn(String id) {
        return Estates.REGION.arn(ResourceKind.KMS_KEY, id);
    }

    private static Estates.Made<Snapshot> snapshot(Boolean encrypted, String key) {
        return Made.of(
                "snap-1",
                Parts.of(
                        Snapshot.class,
                        "encrypted",
                        encrypted,
                        "kmsKeyId",
                        key,
                        "volumeId",
                        "vol-1",
                        "state",
                        "completed"));
    }

    private static Estates.Made<Volume> volume(Boolean encrypted, String key) {
        return Made.of("vol-1", Parts.of(Volume.class, "encrypted", encrypted, "kmsKeyId", key));
    }
}
