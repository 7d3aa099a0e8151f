package io.muster.rule.backup;

import static io.muster.estate.Estates.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.kind.BackupVault;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.LifecycleSchedule;
import io.muster.inventory.kind.LifecycleShareRule;
import io.muster.inventory.kind.RecycleBinRule;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.TagMatch;
import io.muster.rule.Baseline;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about backup vaults, lifecycle policies and the Recycle Bin. */
class VaultAndPolicyRulesTest {

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

    private static String allow(String principal, String condition) {
        return "{'Statement':[{'Effect':'Allow','Principal':" + principal + ",'Action':'backup:CopyIntoBackupVault'"
                + (condition == null ? "" : ",'Condition':" + condition) + "}]}";
    }

    @ParameterizedTest
    @MethodSource
    void judgesLifecyclePolicies(String state, List<LifecycleSchedule> schedules, String expected) {
        Estates.Made<LifecyclePolicy> policy =
                Made.of("policy-1", Parts.of(LifecyclePolicy.class, "state", state, "schedules", schedules));
        assertThat(Judging.judge(
                        new LifecyclePolicyBroken(TRUSTING),
                        policy,
                        Estates.estate()
                                .with(policy)
                                .registered(Estates.OTHER_ACCOUNT)
                                .build()))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judgesLifecyclePolicies() {
        return Stream.of(
                argumentSet("enabled", "ENABLED", List.of(), PASS),
                argumentSet("enabled, schedules not read", "ENABLED", null, UNKNOWN),
                argumentSet("broken", "ERROR", List.of(), "FAIL MEDIUM"),
                argumentSet("broken, schedules not read", "ERROR", null, "FAIL MEDIUM"),
                argumentSet("disabled is a choice", "DISABLED", sharing("999900001111"), LOW),
                argumentSet("shares with a stranger", "ENABLED", sharing("999900001111"), "FAIL HIGH"),
                argumentSet("broken and shares with a stranger", "ERROR", sharing("999900001111"), "FAIL HIGH"),
                argumentSet("shares with a registered account", "ENABLED", sharing(Estates.OTHER_ACCOUNT), PASS),
                argumentSet("shares with a trusted account", "ENABLED", sharing("777788889999"), PASS),
                argumentSet("state not told", null, List.of(), UNKNOWN));
    }

    private static List<LifecycleSchedule> sharing(String account) {
        return List.of(Parts.of(
                LifecycleSchedule.class, "shareRules", List.of(new LifecycleShareRule(List.of(account), null, null))));
    }

    @ParameterizedTest
    @MethodSource
    void judgesTheRecycleBin(List<RecycleBinRule> rules, String expected) {
        Estates.Made<?>[] made = rules.stream()
                .map(rule -> Made.of("rule-" + rules.indexOf(rule), rule))
                .toArray(Estates.Made<?>[]::new);
        assertThat(Judging.judge(new RecycleBinNoRule(), region(), made)).isEqualTo(expected);
    }

    static Stream<Arguments> judgesTheRecycleBin() {
        RecycleBinRule images = kept("EC2_IMAGE", 7, "available", List.of());
        List<TagMatch> tags = List.of(new TagMatch("keep", null));
        return Stream.of(
                argumentSet("both", List.of(kept("EBS_SNAPSHOT", 7, "available", List.of()), images), PASS),
                argumentSet("none", List.of(), LOW),
                argumentSet("images alone", List.of(images), LOW),
                argumentSet("too short", List.of(kept("EBS_SNAPSHOT", 6, "available", List.of()), images), LOW),
                argumentSet("pending", List.of(kept("EBS_SNAPSHOT", 7, "pending", List.of()), images), LOW),
                argumentSet(
                        "some tags alone", List.of(kept("EBS_SNAPSHOT", 7, "available", tags), images), "FAIL INFO"),
                argumentSet(
                        "all but some tags",
                        List.of(kept("EBS_SNAPSHOT", 7, "available", List.of(), tags), images),
                        "FAIL INFO"),
                argumentSet(
                        "exceptions not read",
                        List.of(kept("EBS_SNAPSHOT", 7, "available", List.of(), null), images),
                        UNKNOWN),
                argumentSet(
                        "some tags alone beside one not read",
                        List.of(
                                kept("EBS_SNAPSHOT", 7, "available", tags),
                                kept("EBS_SNAPSHOT", 14, null, null),
                                images),
                        UNKNOWN),
                argumentSet("not read", List.of(kept("EBS_SNAPSHOT", 7, null, List.of()), images), UNKNOWN),
                argumentSet("tags not read", List.of(kept("EBS_SNAPSHOT", 7, "available", null), images), UNKNOWN),
                argumentSet(
                        "period not told",
                        List.of(kept("EBS_SNAPSHOT", null, "available", List.of()), images),
                        UNKNOWN));
    }

    @Test
    void volumesHaveARuleOfTheirOwn() {
        Estates.Made<RecycleBinRule> snapshots = Made.of("r-1", kept("EBS_SNAPSHOT", 7, "available", List.of()));
        Estates.Made<RecycleBinRule> volumes = Made.of("r-2", kept("EBS_VOLUME", 7, "available", List.of()));
        assertThat(Judging.judge(new RecycleBinNoVolumeRule(), region(), snapshots))
                .isEqualTo(LOW);
        assertThat(Judging.judge(new RecycleBinNoVolumeRule(), region(), snapshots, volumes))
                .isEqualTo(PASS);
    }

    private static RecycleBinRule kept(String type, Integer days, String status, List<TagMatch> tags) {
        return kept(type, days, status, tags, List.of());
    }

    private static RecycleBinRule kept(
            String type, Integer days, String status, List<TagMatch> tags, List<TagMatch> excluded) {
        return Parts.of(
                RecycleBinRule.class,
                "resourceType",
                type,
                "retentionPeriod",
                days,
                "retentionPeriodUnit",
                "DAYS",
                "status",
                status,
                "resourceTags",
                tags,
                "excludedTags",
                excluded);
    }

    private static Estates.Made<RegionSettings> region() {
        return Made.of(Estates.ACCOUNT, Parts.of(RegionSettings.class));
    }
}
