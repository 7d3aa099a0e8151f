package io.muster.rule.storage;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ProtectedResource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about data volumes and instance stores of instances. */
class InstanceDiskRulesTest {

    private static final String PASS = "PASS";
    private static final String NA = "NOT_APPLICABLE";
    private static final String INFO = "FAIL INFO";
    private static final String MEDIUM = "FAIL MEDIUM";

    @ParameterizedTest
    @MethodSource
    void judgesDataVolumes(MadeInstance instance, Integer snapshotDays, String expected) {
        // given
        Estates estate = Estates.estate().with(instance);
        if (snapshotDays != null) {
            estate.with(snapshot("vol-2", "completed", snapshotDays));
        }
        estate.with(snapshot("vol-2", "pending", 0), snapshot("vol-9", "completed", 0));

        // then
        assertThat(Judging.judge(new DataVolumeDeleted(Baselines.usual()), instance, estate.build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesDataVolumes() {
        return Stream.of(
                argumentSet("a root volume alone", instance("i-1").device("/dev/xvda", "vol-1", true), null, NA),
                argumentSet("deleted, no snapshot", data(true), null, INFO),
                argumentSet("deleted, an old snapshot", data(true), 8, INFO),
                argumentSet("deleted, a snapshot of the week", data(true), 7, PASS),
                argumentSet("kept", data(false), null, PASS),
                argumentSet(
                        "deleted, of a lasting instance", data(true).launchedBefore(Duration.ofDays(91)), null, MEDIUM),
                argumentSet(
                        "deleted, of a lasting member of a fleet",
                        data(true).launchedBefore(Duration.ofDays(91)).tag("aws:autoscaling:groupName", "g"),
                        null,
                        INFO),
                argumentSet(
                        "deleted, of a lasting node of Karpenter, which is in no group",
                        data(true).launchedBefore(Duration.ofDays(91)).tag("kubernetes.io/cluster/prod", "owned"),
                        null,
                        INFO),
                argumentSet(
                        "deleted, of one that is stopped",
                        data(true).launchedBefore(Duration.ofDays(91)).state(InstanceState.STOPPED),
                        null,
                        INFO),
                argumentSet("a device without a name", instance("i-1").device(null, "vol-2", true), null, "UNKNOWN"),
                argumentSet("ended", data(true).state(InstanceState.TERMINATED), null, NA),
                argumentSet("a service's", data(true).operatorManaged(), null, NA));
    }

    @ParameterizedTest
    @MethodSource
    void countsWhatAwsBackupHas(String protectedId, Integer backupDays, String expected) {
        // given
        MadeInstance instance = data(true);
        Estates.Made<ProtectedResource> kept = Made.of(
                protectedId,
                Parts.of(
                        ProtectedResource.class,
                        "lastBackupTime",
                        backupDays == null ? null : Estates.NOW.minus(Duration.ofDays(backupDays))));

        // then
        assertThat(Judging.judge(
                        new DataVolumeDeleted(Baselines.usual()),
                        instance,
                        Estates.estate()
                                .with(instance, snapshot("vol-2", "completed", 30), kept)
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> countsWhatAwsBackupHas() {
        return Stream.of(
                argumentSet("the volume, in a vault that is logically air-gapped", "vol-2", 1, PASS),
                argumentSet("the instance", "i-1", 1, PASS),
                argumentSet("long ago", "vol-2", 8, INFO),
                argumentSet("another volume", "vol-9", 1, INFO),
                argumentSet("at a time not told", "vol-2", null, "UNKNOWN"));
    }

    @Test
    void aRecentSnapshotIsEnough() {
        // given
        MadeInstance instance = data(true);
        Estates estate = Estates.estate()
                .with(instance, snapshot("vol-2", "completed", 1))
                .without(ResourceKind.PROTECTED_RESOURCE);

        // then
        assertThat(Judging.judge(new DataVolumeDeleted(Baselines.usual()), instance, estate.build()))
                .isEqualTo(PASS);
    }

    @Test
    void evidenceNamesTheVolumes() {
        assertThat(Judging.evidence(new DataVolumeDeleted(Baselines.usual()), data(true)))
                .containsEntry("devices", List.of(Map.of("deviceName", "/dev/sdf", "volumeId", "vol-2")));
    }

    @ParameterizedTest
    @MethodSource
    void judgesInstanceStores(MadeInstance instance, String expected) {
        assertThat(Judging.judge(new InstanceStoreRisk(), instance)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesInstanceStores() {
        return Stream.of(
                argumentSet("EBS, current type", instance("i-1"), PASS),
                argumentSet("as the root device", instance("i-1").root("/dev/sda1", "instance-store"), "FAIL LOW"),
                argumentSet("a family that does not encrypt", instance("i-1").type("i2.xlarge"), "FAIL LOW"),
                argumentSet("NVMe is encrypted", instance("i-1").type("i3.xlarge"), PASS),
                argumentSet("H1 is encrypted", instance("i-1").type("h1.2xlarge"), PASS),
                argumentSet("a family whose name begins alike", instance("i-1").type("m1x.large"), PASS),
                argumentSet("type not told", instance("i-1").type(null), "UNKNOWN"),
                argumentSet("ended", instance("i-1").type("i2.xlarge").state(InstanceState.TERMINATED), NA));
    }

    private static MadeInstance data(boolean deleted) {
        return instance("i-1").device("/dev/xvda", "vol-1", true).device("/dev/sdf", "vol-2", deleted);
    }

    private static Estates.Made<Snapshot> snapshot(String volume, String state, int days) {
        return Made.of(
                "snap-" + volume + state,
                Parts.of(
                        Snapshot.class,
                        "volumeId",
                        volume,
                        "state",
                        state,
                        "startTime",
                        Estates.NOW.minus(Duration.ofDays(days))));
    }
}
