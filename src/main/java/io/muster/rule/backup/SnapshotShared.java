package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Snapshot;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Shares with registered accounts, and with others of the organization, are a note, those with trusted ones are as they should be. */
@Singleton
class SnapshotShared extends RecordRule<Snapshot> {

    private final Baseline baseline;

    SnapshotShared(Baseline baseline) {
        super(
                new RuleMetadata(
                        "snapshot-shared-unknown-account",
                        "Snapshot is shared with an account that is not yours",
                        Severity.HIGH,
                        Area.BACKUP,
                        ResourceKind.SNAPSHOT,
                        "The other account can restore the snapshot and read the whole disk, and its copies stay when the share"
                                + " is taken back. An encrypted snapshot needs the key as well: the evidence says whether"
                                + " the key's policy or a grant lets the account use it.",
                        "aws ec2 modify-snapshot-attribute --snapshot-id ID --attribute createVolumePermission"
                                + " --operation-type remove --user-ids ACCOUNT. A partner's account may be named in"
                                + " muster.baseline.trusted-accounts.",
                        List.of(
                                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modifying-snapshot-permissions.html",
                                "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html"),
                        List.of()),
                Snapshot.class);
        this.baseline = baseline;
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.KMS_KEY);
    }

    @Override
    public String version() {
        return "6";
    }

    @Override
    public Verdict judge(Resource<Snapshot> resource, Estate estate) {
        List<String> shares = resource.attributes().sharedWith();
        if (shares == null) {
            return Verdict.unknown("with whom the snapshot is shared could not be read");
        }
        List<String> accounts =
                shares.stream().filter(Shares::isAccount).sorted().toList();
        List<String> foreign =
                accounts.stream().filter(id -> !baseline.knows(id, estate)).toList();
        if (!foreign.isEmpty()) {
            return shared(resource, foreign, metadata().severity(), estate);
        }
        List<String> own = accounts.stream()
                .filter(id -> estate.beside().ownAccounts().contains(id)
                        && !baseline.trusts(id)
                        && !id.equals(resource.scope().accountId()))
                .toList();
        return own.isEmpty() ? Verdict.pass() : shared(resource, own, Severity.INFO, estate);
    }

    private static Verdict shared(
            Resource<Snapshot> resource, List<String> accounts, Severity severity, Estate estate) {
        Snapshot snapshot = resource.attributes();
        return Verdict.fail(
                severity,
                "The snapshot is shared with "
                        + (severity == Severity.INFO ? "accounts of yours: " : "accounts that are not yours: ")
                        + String.join(", ", accounts) + ".",
                Evidence.of("snapshotId", resource.resourceId())
                        .and("accounts", accounts)
                        .and("judgedBy", severity == Severity.INFO ? null : Baseline.knownFrom(estate))
                        .and("encrypted", snapshot.encrypted())
                        .and("kmsKeyId", snapshot.kmsKeyId())
                        .and("usable", Shares.usable(snapshot, accounts, estate))
                        .facts());
    }
}
