package io.muster.rule.backup;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.rule.backup.BackupParts.plan;
import static io.muster.rule.backup.BackupParts.selection;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupResourceType;
import io.muster.inventory.kind.BackupSettings;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules about plans, of machines that are replaced and not restored. */
class ReplacedUncoveredTest {

    private final VolumeNotInAnyPlan ofVolumes = new VolumeNotInAnyPlan(Baselines.usual());
    private final InstanceNotInAnyPlan ofInstances = new InstanceNotInAnyPlan(Baselines.usual());

    @Test
    void aNodeNeedsNoPlanButTheVolumeOfAClaimDoes() {
        assertThat(Judging.judge(ofInstances, node(), volume("app"))).isEqualTo("NOT_APPLICABLE");
        assertThat(Judging.judge(ofVolumes, volume("app"), node())).isEqualTo("NOT_APPLICABLE");
        assertThat(Judging.judge(ofVolumes, volume("kubernetes.io/created-for/pvc/name"), node()))
                .isEqualTo("FAIL MEDIUM");
    }

    @Test
    void aNodeThatIsCoveredPasses() {
        // given
        Estates.Made<BackupPlan> plan = plan(List.of(selection(List.of("*"), List.of(), null, null)));
        Estates.Made<BackupSettings> settings = Made.of(
                Estates.ACCOUNT,
                new BackupSettings(
                        List.of(new BackupResourceType("EBS", true, null), new BackupResourceType("EC2", true, null))));

        // then
        assertThat(Judging.judge(ofInstances, node(), volume("app"), plan, settings))
                .isEqualTo("PASS");
        assertThat(Judging.judge(ofVolumes, volume("app"), node(), plan, settings))
                .isEqualTo("PASS");
    }

    private static MadeInstance node() {
        return instance("i-1").tag("eks:cluster-name", "prod").device("/dev/xvda", "vol-1", true);
    }

    private static Estates.Made<Volume> volume(String tag) {
        return Made.of(
                "vol-1",
                Map.of(tag, "x"),
                Parts.of(
                        Volume.class,
                        "state",
                        "in-use",
                        "attachments",
                        List.of(new VolumeAttachment("i-1", "/dev/xvda", true, true))));
    }
}
