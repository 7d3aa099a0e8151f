package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.ManagedBy;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** A block of new shares alone leaves the snapshots public that are: a lesser fault. */
@Singleton
class SnapshotBlockPublicAccess extends RecordRule<RegionSettings> {

    private static final String ALL = "block-all-sharing";
    private static final String NEW = "block-new-sharing";

    SnapshotBlockPublicAccess() {
        super(
                new RuleMetadata(
                        "snapshot-block-public-access-off",
                        "Public access to snapshots is not blocked",
                        Severity.HIGH,
                        Area.BACKUP,
                        ResourceKind.REGION_SETTINGS,
                        "One call makes a disk readable by every AWS account. The block refuses it, for all identities of the"
                                + " account; with block-new-sharing, snapshots that are public stay so.",
                        "aws ec2 enable-snapshot-block-public-access --state block-all-sharing in each region, or"
                                + " aws_ebs_snapshot_block_public_access in Terraform.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-182"),
                        List.of(
                                Control.securityHub("EC2.182"),
                                Control.prowler("ec2_ebs_snapshot_account_block_public_access"))),
                RegionSettings.class);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        RegionSettings settings = resource.attributes();
        String state = settings.snapshotBlockPublicAccess();
        if (state == null) {
            return Verdict.unknown("the block of public access to snapshots could not be read");
        }
        if (state.equals(ALL)) {
            return Verdict.pass();
        }
        boolean partly = state.equals(NEW);
        return Verdict.fail(
                partly ? Severity.MEDIUM : metadata().severity(),
                (partly
                                ? "Snapshots of this region that are public stay so: only new public shares are blocked"
                                : "Snapshots of this region can be made public")
                        + ManagedBy.suffix(settings.snapshotBlockPublicAccessManagedBy()),
                Evidence.of("state", state)
                        .and("managedBy", settings.snapshotBlockPublicAccessManagedBy())
                        .facts());
    }
}
