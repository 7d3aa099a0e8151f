package io.muster.rule.backup;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class RecycleBinNoRule extends RecycleBin {

    RecycleBinNoRule() {
        super(
                new RuleMetadata(
                        "recycle-bin-no-rule",
                        "Deleted snapshots or images cannot be recovered",
                        Severity.LOW,
                        Area.BACKUP,
                        ResourceKind.REGION_SETTINGS,
                        "Without a rule of the Recycle Bin, one call deletes a backup for good, be it by mistake or by an"
                                + " attacker.",
                        "aws rbin create-rule --resource-type EBS_SNAPSHOT --retention-period"
                                + " RetentionPeriodValue=14,RetentionPeriodUnit=DAYS in each region, and the same for"
                                + " EC2_IMAGE.",
                        List.of(GUIDE),
                        List.of()),
                "EBS_SNAPSHOT",
                "EC2_IMAGE");
    }
}
