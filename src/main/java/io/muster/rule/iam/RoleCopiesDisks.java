package io.muster.rule.iam;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/** Existing snapshots can be shared, so that the right to create one is not required. */
@Singleton
class RoleCopiesDisks extends HeldRights {

    private static final String SNAPSHOT = "arn:%1$s:ec2:~any~::snapshot/*";
    private static final String IMAGE = "arn:%1$s:ec2:~any~::image/*";

    RoleCopiesDisks() {
        super(
                new RuleMetadata(
                        "iam-instance-role-snapshot-exfiltration",
                        "Role of an instance can copy disks out of the account",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "With these rights every disk of the account can be shared with another one, or read block by block."
                                + " Disks encrypted with the key aws/ebs cannot be shared.",
                        "Take the rights from the role, or limit them to the snapshots that it keeps by tags; block public"
                                + " access to snapshots, and deny ec2:ModifySnapshotAttribute by a service control policy.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html",
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebsapi-permissions.html"),
                        List.of()),
                "The role may do this to all disks of the account:",
                List.of(
                        Group.of("ec2:ModifySnapshotAttribute", SNAPSHOT),
                        Group.of("ec2:ModifyImageAttribute", IMAGE),
                        Group.of("ebs:ListSnapshotBlocks ebs:GetSnapshotBlock", SNAPSHOT),
                        Group.of("ec2:CreateStoreImageTask", IMAGE),
                        Group.of("ec2:CreateInstanceExportTask", "arn:%1$s:ec2:~any~:%2$s:instance/*")));
    }
}
