package io.muster.rule.backup;

import static io.muster.estate.Estates.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BackupVault;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VaultWeakTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Baseline TRUSTING =
            Baselines.of(Map.of("trusted-accounts", "777788889999", "trusted-organizations", "o-a1b2c3d4e5"));

    @ParameterizedTest
    @MethodSource
    void judgesLocks(Boolean locked, Long points, Boolean hasPolicy, String expected) {
        BackupVault vault =
                Parts.of(BackupVault.class, "locked", locked, "recoveryPoints", points, "hasAccessPolicy", hasPolicy);
        assertThat(Judging.judge(new VaultWeak(TRUSTING), Made.of("v", vault))).isEqualTo(expected);
    }

    static Stream<Arguments> judgesLocks() {
        return Stream.of(
                argumentSet("locked", true, 3L, false, PASS),
                argumentSet("not locked, holds backups", false, 3L, false, LOW),
                argumentSet("not locked, empty: the automatic vault", false, 0L, false, PASS),
                argumentSet("not locked, number not told", false, null, false, UNKNOWN),
                argumentSet("not told", null, 3L, false, UNKNOWN),
                argumentSet("policy not read", true, 3L, null, UNKNOWN),
                argumentSet("policy not read, not locked", false, 3L, null, LOW));
    }

    /** AWS Backup gives these a lock in compliance mode, or only a way into one of them that another account has. */
    @ParameterizedTest
    @CsvSource({
        "LOGICALLY_AIR_GAPPED_BACKUP_VAULT, PASS",
        "RESTORE_ACCESS_BACKUP_VAULT, PASS",
        "BACKUP_VAULT, FAIL LOW",
        ", FAIL LOW"
    })
    void doesNotAskForALockOfWhatIsLocked(String type, String expected) {
        BackupVault vault = Parts.of(
                BackupVault.class, "vaultType", type, "locked", false, "recoveryPoints", 3L, "hasAccessPolicy", false);
        assertThat(Judging.judge(new VaultWeak(TRUSTING), Made.of("v", vault))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"false, PASS", "true, FAIL LOW"})
    void theVaultOfFileSystemsNeedsNoLockButNoOpenPolicy(boolean isOpen, String expected) {
        BackupVault vault = Parts.of(
                BackupVault.class,
                "locked",
                false,
                "recoveryPoints",
                35L,
                "hasAccessPolicy",
                isOpen,
                "accessPolicy",
                isOpen ? json(allow("'*'", null)) : null);
        assertThat(Judging.judge(new VaultWeak(TRUSTING), Made.of("aws/efs/automatic-backup-vault", vault)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource
    void judgesVaultPolicies(String policy, String expected) {
        BackupVault vault = Parts.of(
                BackupVault.class,
                "locked",
                true,
                "recoveryPoints",
                3L,
                "hasAccessPolicy",
                true,
                "accessPolicy",
                json(policy));
        assertThat(Judging.judge(new VaultWeak(TRUSTING), Made.of("v", vault))).isEqualTo(expected);
    }

    static Stream<Arguments> judgesVaultPolicies() {
        String outside = "{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}";
        String inOrganization = "{'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}";
        return Stream.of(
                argumentSet("everybody", allow("'*'", null), LOW),
                argumentSet("everybody, as AWS", allow("{'AWS':['*']}", null), LOW),
                argumentSet("everybody of the organization", allow("'*'", inOrganization), PASS),
                argumentSet(
                        "everybody of a unit of it",
                        allow("'*'", "{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':['o-a1b2c3d4e5/r-1/*']}}"),
                        PASS),
                argumentSet(
                        "everybody of another organization",
                        allow("'*'", "{'StringEquals':{'aws:PrincipalOrgID':'o-zzzzzzzzzz'}}"),
                        UNKNOWN),
                argumentSet(
                        "everybody but the organization",
                        allow("'*'", "{'StringNotEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}"),
                        UNKNOWN),
                argumentSet(
                        "everybody, by address", allow("'*'", "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}"), UNKNOWN),
                argumentSet(
                        "everybody, guarded by a denial",
                        "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'*'},"
                                + "{'Effect':'Deny','Principal':'*','Action':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}}]}",
                        UNKNOWN),
                argumentSet(
                        "everybody, guarded by a denial of the action",
                        openBut("'Principal':'*','Action':['backup:DeleteBackupVault','backup:copyinto*'],'Condition':"
                                + outside),
                        UNKNOWN),
                argumentSet(
                        "everybody, beside a denial of other actions",
                        openBut("'Principal':'*','Action':['backup:DeleteRecoveryPoint','backup:DeleteBackupVault'],"
                                + "'Condition':" + outside),
                        LOW),
                argumentSet(
                        "everybody, beside a denial to an own role",
                        openBut("'Principal':{'AWS':'arn:aws:iam::111122223333:role/r'},'Action':'*','Condition':"
                                + outside),
                        LOW),
                argumentSet(
                        "everybody, beside a denial of all but other actions",
                        openBut("'Principal':'*','NotAction':'backup:DescribeBackupVault','Condition':" + outside),
                        UNKNOWN),
                argumentSet("nobody, for it is denied", openBut("'Principal':'*','Action':'backup:*'"), PASS),
                argumentSet(
                        "everybody but those that a denial leaves out",
                        openBut("'NotPrincipal':{'AWS':'111122223333'},'Action':'backup:*'"),
                        UNKNOWN),
                argumentSet("own account", allow("{'AWS':'arn:aws:iam::111122223333:root'}", null), PASS),
                argumentSet("a trusted account", allow("{'AWS':'777788889999'}", null), PASS),
                argumentSet("a foreign account", allow("{'AWS':'arn:aws:iam::999900001111:role/r'}", null), LOW),
                argumentSet("a service", allow("{'Service':'backup.amazonaws.com'}", null), PASS),
                argumentSet(
                        "a denial",
                        "{'Statement':{'Effect':'Deny','Principal':'*','Action':'backup:DeleteRecoveryPoint'}}",
                        PASS),
                argumentSet("no policy text", "'strange'", UNKNOWN));
    }

    /** An action is open where no denial may take it back; a denial takes back nothing of principals that it does not concern. */
    @ParameterizedTest
    @MethodSource
    void judgesDenialsTogether(String allowance, List<String> denials, String expected) {
        String policy = "{'Statement':[{'Effect':'Allow'," + allowance + "}"
                + denials.stream().map(one -> ",{'Effect':'Deny'," + one + "}").collect(Collectors.joining()) + "]}";
        judgesVaultPolicies(policy, expected);
    }

    static Stream<Arguments> judgesDenialsTogether() {
        String outside = ",'Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}";
        String two = "'Principal':'*','Action':['backup:CopyIntoBackupVault','backup:StartRestoreJob']";
        String copy = "'Principal':'*','Action':'backup:CopyIntoBackupVault'";
        String restore = "'Principal':'*','Action':'backup:StartRestoreJob'";
        String account = "'Principal':{'AWS':'222222222222'},'Action':'backup:CopyIntoBackupVault'";
        String all = "'Principal':'*','Action':'*'";
        String vault = "'Resource':'arn:aws:backup:eu-central-1:111122223333:backup-vault:v'";
        return Stream.of(
                argumentSet("each under a condition", two, List.of(copy + outside, restore + outside), UNKNOWN),
                argumentSet("each outright", two, List.of(copy, restore), PASS),
                argumentSet("one outright, one under a condition", two, List.of(copy, restore + outside), UNKNOWN),
                argumentSet("one outright, one not", two, List.of(copy), LOW),
                argumentSet(
                        "everything by AWS Backup's pattern",
                        all,
                        List.of("'Principal':'*','Action':'backup:*'"),
                        PASS),
                argumentSet("one action of all", all, List.of(copy), LOW),
                argumentSet(
                        "one action of a pattern, which may stand for no other",
                        "'Principal':'*','Action':'backup:CopyInto*'",
                        List.of(copy),
                        UNKNOWN),
                argumentSet(
                        "none of a pattern",
                        "'Principal':'*','Action':'backup:CopyFrom*'",
                        List.of(copy, restore),
                        LOW),
                argumentSet(
                        "of another account",
                        account,
                        List.of("'Principal':{'AWS':'333333333333'},'Action':'backup:*'"),
                        LOW),
                argumentSet(
                        "of one account among everybody",
                        copy,
                        List.of("'Principal':{'AWS':'333333333333'},'Action':'backup:*'"),
                        LOW),
                argumentSet(
                        "of the very account",
                        account,
                        List.of("'Principal':{'AWS':'222222222222'},'Action':'backup:*'"),
                        PASS),
                argumentSet(
                        "of an identity of the account",
                        account,
                        List.of("'Principal':{'AWS':'arn:aws:iam::222222222222:role/r'},'Action':'backup:*'"),
                        UNKNOWN),
                argumentSet(
                        "of all actions but the allowed one",
                        copy,
                        List.of("'Principal':'*','NotAction':'backup:CopyInto*'"),
                        LOW),
                argumentSet(
                        "of all actions but another one",
                        copy,
                        List.of("'Principal':'*','NotAction':'backup:DescribeBackupVault'"),
                        PASS),
                argumentSet(
                        "of all actions but one of all",
                        all,
                        List.of("'Principal':'*','NotAction':'backup:DescribeBackupVault'"),
                        UNKNOWN),
                argumentSet(
                        "of all resources but the allowed one",
                        copy + "," + vault,
                        List.of("'Principal':'*','Action':'*','Not" + vault.substring(1)),
                        LOW),
                argumentSet(
                        "of all resources but one of all",
                        copy + ",'Resource':'*'",
                        List.of("'Principal':'*','Action':'*','Not" + vault.substring(1)),
                        UNKNOWN),
                argumentSet(
                        "none, where no action of AWS Backup is allowed",
                        "'Principal':'*','NotAction':'backup:*'",
                        List.of(),
                        PASS));
    }

    @Test
    void evidenceNamesTheOutsiders() {
        BackupVault vault = Parts.of(
                BackupVault.class,
                "locked",
                true,
                "accessPolicy",
                json(allow("{'AWS':['999900001111','111122223333']}", null)));
        assertThat(Judging.evidence(new VaultWeak(TRUSTING), Made.of("v", vault)))
                .containsEntry("outsiders", List.of("999900001111"));
    }

    @Test
    void evidenceCallsAnAirGappedVaultLocked() {
        BackupVault vault = Parts.of(
                BackupVault.class,
                "vaultType",
                "LOGICALLY_AIR_GAPPED_BACKUP_VAULT",
                "locked",
                false,
                "accessPolicy",
                json(allow("'*'", null)));
        assertThat(Judging.evidence(new VaultWeak(TRUSTING), Made.of("v", vault)))
                .containsEntry("locked", true);
    }

    /** Everybody may copy into the vault, but for what the denial says. */
    private static String openBut(String denial) {
        return "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'backup:CopyIntoBackupVault'},{'Effect':'Deny',"
                + denial + "}]}";
    }

    private static String allow(String principal, String condition) {
        return "{'Statement':[{'Effect':'Allow','Principal':" + principal + ",'Action':'backup:CopyIntoBackupVault'"
                + (condition == null ? "" : ",'Condition':" + condition) + "}]}";
    }
}
