package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupVault;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A vault that holds nothing needs no lock: an automatic one is in every region. Nor does that of EFS, which holds no backups of EC2. */
@Singleton
class VaultWeak extends RecordRule<BackupVault> {

    /**
     * Vaults that AWS Backup itself locks, and the ways into such a vault of another account.
     *
     * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html">Logically air-gapped vault</a>
     */
    private static final Set<String> LOCKED_TYPES =
            Set.of("LOGICALLY_AIR_GAPPED_BACKUP_VAULT", "RESTORE_ACCESS_BACKUP_VAULT");

    /**
     * The vault of the automatic backups of file systems.
     *
     * @see <a href="https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html">Managing automatic backups of Amazon EFS</a>
     */
    private static final String OF_FILE_SYSTEMS = "aws/efs/automatic-backup-vault";

    private final Baseline baseline;

    VaultWeak(Baseline baseline) {
        super(
                new RuleMetadata(
                        "backup-vault-weak",
                        "Backup vault is not locked, or its policy is open",
                        Severity.LOW,
                        Area.BACKUP,
                        ResourceKind.BACKUP_VAULT,
                        "An attacker who takes an account over deletes its backups first, unless a lock keeps them. An open policy lets other"
                                + " accounts copy into the vault or out of it.",
                        "aws backup put-backup-vault-lock-configuration --backup-vault-name NAME --min-retention-days 7 (with"
                                + " --changeable-for-days for compliance mode, which nobody can take away afterwards). Name the"
                                + " accounts or the organization in the policy; partners may be named in"
                                + " muster.baseline.trusted-accounts, the organization in trusted-organizations.",
                        List.of(
                                "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
                                "https://docs.aws.amazon.com/aws-backup/latest/devguide/create-a-vault-access-policy.html"),
                        List.of()),
                BackupVault.class);
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "5";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.ORGANIZATION_POLICY);
    }

    @Override
    public Verdict judge(Resource<BackupVault> resource, Estate estate) {
        BackupVault vault = resource.attributes();
        VaultPolicy policy = policy(vault, estate);
        Boolean locked = locked(vault);
        boolean needsLock = !OF_FILE_SYSTEMS.equals(resource.resourceId());
        boolean unlocked = needsLock && Boolean.FALSE.equals(locked) && holdsBackups(vault);
        if (unlocked || !policy.outsiders().isEmpty()) {
            return weak(vault, unlocked, policy, estate);
        }
        if (policy.undecided()) {
            return Verdict.unknown("whom the vault's access policy lets in is not known");
        }
        return needsLock && (locked == null || (vault.recoveryPoints() == null && !locked))
                ? Verdict.unknown("AWS does not say whether the vault is locked, or whether it holds backups")
                : Verdict.pass();
    }

    @Nullable
    private static Boolean locked(BackupVault vault) {
        return LOCKED_TYPES.contains(String.valueOf(vault.vaultType())) ? Boolean.TRUE : vault.locked();
    }

    private static boolean holdsBackups(BackupVault vault) {
        return vault.recoveryPoints() != null && vault.recoveryPoints() > 0;
    }

    private VaultPolicy policy(BackupVault vault, Estate estate) {
        if (vault.accessPolicy() == null) {
            return new VaultPolicy(List.of(), !Boolean.FALSE.equals(vault.hasAccessPolicy()));
        }
        return VaultPolicy.of(
                vault.accessPolicy(),
                account -> baseline.knows(account, estate),
                organization -> baseline.trustsOrganization(organization, estate));
    }

    private Verdict weak(BackupVault vault, boolean unlocked, VaultPolicy policy, Estate estate) {
        List<String> faults = new ArrayList<>();
        if (unlocked) {
            faults.add("No lock keeps the backups of the vault from being deleted.");
        }
        if (!policy.outsiders().isEmpty()) {
            faults.add("The vault's policy lets others in: " + String.join(", ", policy.outsiders()) + ".");
        }
        return fail(
                String.join(" ", faults),
                Evidence.of("locked", locked(vault))
                        .and("recoveryPoints", vault.recoveryPoints())
                        .and("outsiders", policy.outsiders().isEmpty() ? null : policy.outsiders())
                        .and("judgedBy", policy.admitsAccounts() ? Baseline.knownFrom(estate) : null)
                        .facts());
    }
}
