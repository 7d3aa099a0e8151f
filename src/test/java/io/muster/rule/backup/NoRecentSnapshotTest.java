package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ProtectedResource;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about backups of volumes that were made. */
class NoRecentSnapshotTest {

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";
    private static final String NA = "NOT_APPLICABLE";

    @ParameterizedTest
    @MethodSource
    void judgesWhatWasBackedUp(
            Map<String, String> instanceTags,
            Integer snapshotDays,
            String protectedId,
            Integer backupDays,
            String expected) {
        // given
        List<Estates.Made<?>> others = new ArrayList<>();
        MadeInstance instance = instance("i-1");
        instanceTags.forEach(instance::tag);
        others.add(instance);
        others.add(snapshot("pending", 0));
        others.add(snapshot("error", 0));
        if (snapshotDays != null) {
            others.add(snapshot("completed", snapshotDays));
        }
        if (protectedId != null) {
            others.add(Made.of(
                    protectedId,
                    Parts.of(
                            ProtectedResource.class,
                            "lastBackupTime",
                            backupDays == null ? null : daysAgo(backupDays))));
        }

        // then
        assertThat(Judging.judge(
                        new NoRecentSnapshot(Baselines.usual()),
                        volume("in-use"),
                        others.toArray(Estates.Made<?>[]::new)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesWhatWasBackedUp() {
        Map<String, String> plain = Map.of();
        Map<String, String> group = Map.of("aws:autoscaling:groupName", "g");
        Map<String, String> node = Map.of("kubernetes.io/cluster/c", "owned");
        return Stream.of(
                argumentSet("a snapshot of the week", plain, 7, null, null, PASS),
                argumentSet("an old snapshot", plain, 8, null, null, FAIL),
                argumentSet("none that is completed", plain, null, null, null, FAIL),
                argumentSet("an old snapshot, a backup of the volume", plain, 8, "vol-1", 1, PASS),
                argumentSet("a backup of the instance", plain, null, "i-1", 1, PASS),
                argumentSet("an old backup", plain, null, "i-1", 8, FAIL),
                argumentSet("a backup of another volume", plain, null, "vol-2", 1, FAIL),
                argumentSet("a backup at a time not told", plain, null, "vol-1", null, UNKNOWN),
                argumentSet("a member of an auto scaling group", group, null, null, null, NA),
                argumentSet("a node of Kubernetes", node, null, null, null, NA));
    }

    @Test
    void whatIsNotInUseOrNewNeedsNoBackup() {
        assertThat(Judging.judge(new NoRecentSnapshot(Baselines.usual()), volume("available")))
                .isEqualTo(NA);
        assertThat(Judging.judge(new NoRecentSnapshot(Baselines.usual()), volume(null)))
                .isEqualTo(UNKNOWN);
        assertThat(Judging.judge(
                        new NoRecentSnapshot(Baselines.usual()),
                        Made.of("vol-1", Parts.of(Volume.class, "state", "in-use", "createTime", daysAgo(1)))))
                .isEqualTo(NA);
    }

    private static Instant daysAgo(int days) {
        return Estates.NOW.minus(Duration.ofDays(days));
    }

    private static Estates.Made<Snapshot> snapshot(String state, int days) {
        return Made.of(
                "snap-" + state,
                Parts.of(Snapshot.class, "volumeId", "vol-1", "state", state, "startTime", daysAgo(days)));
    }

    private static Estates.Made<Volume> volume(String state) {
        return Made.of(
                "vol-1",
                Parts.of(
                        Volume.class,
                        "state",
                        state,
                        "attachments",
                        List.of(new VolumeAttachment("i-1", "/dev/xvda", true, true))));
    }
}
