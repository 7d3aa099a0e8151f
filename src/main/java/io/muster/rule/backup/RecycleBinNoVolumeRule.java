package io.muster.rule.backup;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class RecycleBinNoVolumeRule extends RecycleBin {

    RecycleBinNoVolumeRule() {
        super(
                new RuleMetadata(
                        "recycle-bin-no-volume-rule",
                        "Deleted volumes cannot be recovered",
                        Severity.LOW,
                        Area.BACKUP,
                        ResourceKind.REGION_SETTINGS,
                        "Without a rule of the Recycle Bin for volumes, a volume that is deleted is gone with all that was"
                                + " written since its last snapshot.",
                        "aws rbin create-rule --resource-type EBS_VOLUME --retention-period"
                                + " RetentionPeriodValue=7,RetentionPeriodUnit=DAYS in each region.",
                        List.of(GUIDE),
                        List.of()),
                "EBS_VOLUME");
    }
}
