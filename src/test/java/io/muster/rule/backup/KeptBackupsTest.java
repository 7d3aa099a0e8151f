package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.ProtectedResource;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about plans where AWS Backup has backups, and no plan is seen that makes them. */
class KeptBackupsTest {

    private static final String FAIL = "FAIL MEDIUM";
    private static final String UNKNOWN = "UNKNOWN";

    /** The volume is the instance's only one. */
    @ParameterizedTest
    @MethodSource
    void aRecentBackupIsOfAPlanThatIsNotSeenOrMadeByHand(
            String protectedId, Integer days, String ofVolume, String ofInstance) {
        // given
        Estates.Made<ProtectedResource> kept = Made.of(
                protectedId,
                Parts.of(
                        ProtectedResource.class,
                        "lastBackupTime",
                        days == null ? null : Estates.NOW.minus(Duration.ofDays(days))));
        MadeInstance machine = instance("i-1").device("/dev/xvda", "vol-1", true);

        // then
        assertThat(Judging.judge(new VolumeNotInAnyPlan(Baselines.usual()), volume(), machine, kept))
                .isEqualTo(ofVolume);
        assertThat(Judging.judge(new InstanceNotInAnyPlan(Baselines.usual()), machine, volume(), kept))
                .isEqualTo(ofInstance);
    }

    static Stream<Arguments> aRecentBackupIsOfAPlanThatIsNotSeenOrMadeByHand() {
        return Stream.of(
                argumentSet("of the volume", "vol-1", 1, UNKNOWN, UNKNOWN),
                argumentSet("of the instance", "i-1", 7, UNKNOWN, UNKNOWN),
                argumentSet("at a time not told", "vol-1", null, UNKNOWN, UNKNOWN),
                argumentSet("an old one", "i-1", 8, FAIL, FAIL),
                argumentSet("of another volume", "vol-2", 1, FAIL, FAIL));
    }

    private static Estates.Made<Volume> volume() {
        return Made.of(
                "vol-1",
                Parts.of(
                        Volume.class,
                        "state",
                        "in-use",
                        "attachments",
                        List.of(new VolumeAttachment("i-1", "/dev/xvda", true, true))));
    }
}
