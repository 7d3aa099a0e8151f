package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupVault;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.backup.model.BackupVaultListMember;
import software.amazon.awssdk.services.backup.model.GetBackupVaultAccessPolicyResponse;
import software.amazon.awssdk.services.backup.model.ListBackupVaultsResponse;

/** The vaults of AWS Backup, with a look-up of each one's access policy, which many have not. */
@ApplicationScoped
class BackupVaultCollector extends DetailCollector<BackupVaultListMember, BackupVault> {

    private static final Lookup<BackupVaultListMember, GetBackupVaultAccessPolicyResponse> POLICY = Lookup.of(
                    AwsService.BACKUP,
                    "GetBackupVaultAccessPolicy",
                    BackupVaultListMember::backupVaultName,
                    (backup, name) -> backup.getBackupVaultAccessPolicy(r -> r.backupVaultName(name)),
                    answer -> answer)
            .none(
                    "ResourceNotFoundException",
                    GetBackupVaultAccessPolicyResponse.builder().build())
            .rechecked();

    private static final Lookup<BackupVaultListMember, Map<String, String>> TAGS =
            BackupTags.lookup(BackupVaultListMember::backupVaultArn).rechecked();

    BackupVaultCollector() {
        super(
                BackupVault.class,
                Listing.of(
                        AwsService.BACKUP,
                        "ListBackupVaults",
                        (backup, token) ->
                                backup.listBackupVaults(r -> r.maxResults(1000).nextToken(token)),
                        ListBackupVaultsResponse::nextToken,
                        ListBackupVaultsResponse::backupVaultList),
                BackupVaultListMember::backupVaultName,
                List.of(POLICY, TAGS));
    }

    @Override
    Resource<BackupVault> resource(AwsScope aws, Detail<BackupVaultListMember> detail) {
        BackupVaultListMember vault = detail.item();
        GetBackupVaultAccessPolicyResponse policy = detail.of(POLICY);
        Map<String, String> tags = BackupTags.of(detail.of(TAGS));
        BackupVault attributes = new BackupVault(
                vault.vaultTypeAsString(),
                vault.vaultStateAsString(),
                vault.encryptionKeyArn(),
                vault.encryptionKeyTypeAsString(),
                vault.locked(),
                vault.lockDate(),
                vault.minRetentionDays(),
                vault.maxRetentionDays(),
                vault.numberOfRecoveryPoints(),
                hasPolicy(policy),
                policy == null ? null : PolicyText.parseIfAny(policy.policy()),
                vault.creationDate(),
                null);
        String name = vault.backupVaultName();
        return aws.resource(name, Tags.name(tags, name), tags, attributes);
    }

    private static @Nullable Boolean hasPolicy(@Nullable GetBackupVaultAccessPolicyResponse policy) {
        return policy == null ? null : policy.policy() != null;
    }
}
