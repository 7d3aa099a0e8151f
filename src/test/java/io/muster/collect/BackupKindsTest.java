package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupVault;
import io.muster.inventory.kind.LifecyclePolicy;
import io.muster.inventory.kind.ProtectedResource;
import io.muster.inventory.kind.RecycleBinRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What AWS Backup, Data Lifecycle Manager and the Recycle Bin may refuse, or not have. */
class BackupKindsTest extends CannedCollecting {

    private static final String VAULTS = "GET /backup-vaults/";
    private static final String VAULT_POLICY = "GET /backup-vaults/v/access-policy";
    private static final String RULES = "POST /list-rules";

    @Test
    void aVaultWithoutAPolicyIsNoVaultWhosePolicyIsUnknown() {
        // given
        canned.json(VAULTS, "{\"BackupVaultList\": [{\"BackupVaultName\": \"v\", \"Locked\": false}]}")
                .refuseJson(VAULT_POLICY, 404, "ResourceNotFoundException", "None");

        // when
        BackupVault without = only(new BackupVaultCollector()).attributes();

        // then
        assertThat(without.hasAccessPolicy()).isFalse();
        assertThat(without.accessPolicy()).isNull();

        // given
        canned.forget(VAULT_POLICY).refuseJson(VAULT_POLICY, 403, "AccessDeniedException", "Not you");

        // when
        Collection<BackupVault> vaults = collect(new BackupVaultCollector());

        // then
        assertThat(vaults.gaps())
                .containsExactly(new Gap("backup:GetBackupVaultAccessPolicy", "AccessDeniedException", "Not you (v)"));
        assertThat(vaults.resources().get(0).attributes().hasAccessPolicy()).isNull();
    }

    @Test
    void aPolicyThatMayNotBeReadIsKeptWithWhatItsListingTells() {
        canned.json(
                        "GET /policies",
                        "{\"Policies\": [{\"PolicyId\": \"policy-1\", \"State\": \"ERROR\","
                                + " \"PolicyType\": \"IMAGE_MANAGEMENT\", \"DefaultPolicy\": true}]}")
                .refuseJson("GET /policies/policy-1", 403, "AccessDeniedException", "Not you");

        Collection<LifecyclePolicy> policies = collect(new LifecyclePolicyCollector());

        assertThat(policies.gaps())
                .containsExactly(new Gap("dlm:GetLifecyclePolicy", "AccessDeniedException", "Not you (policy-1)"));
        LifecyclePolicy policy = policies.resources().get(0).attributes();
        assertThat(policy.state()).isEqualTo("ERROR");
        assertThat(policy.defaultPolicy()).isTrue();
        assertThat(policy.targetTags()).isNull();
        assertThat(policy.schedules()).isNull();
    }

    @Test
    void aRecycleBinThatKnowsNoVolumesHasNoRulesForThem() {
        canned.json(RULES, rules("snapshots01"))
                .json(RULES, rules("images00001"))
                .refuseJson(RULES, 400, "ValidationException", "Not EBS_VOLUME")
                .json("GET /rules/snapshots01", rule("snapshots01"))
                .json("GET /rules/images00001", rule("images00001"));

        Collection<RecycleBinRule> rules = collect(new RecycleBinRuleCollector());

        assertThat(rules.gaps()).isEmpty();
        assertThat(rules.resources())
                .extracting(Resource::resourceId, rule -> rule.attributes().resourceType())
                .containsExactly(tuple("images00001", "EC2_IMAGE"), tuple("snapshots01", "EBS_SNAPSHOT"));
        assertThat(canned.asked(RULES)).isEqualTo(3);
    }

    @Test
    void aRecycleBinThatRefusesATypeItMustKnowIsNotEmpty() {
        canned.json(RULES, rules("snapshots01"))
                .refuseJson(RULES, 400, "ValidationException", "Not EC2_IMAGE")
                .json("GET /rules/snapshots01", rule("snapshots01"));

        Collection<RecycleBinRule> rules = collect(new RecycleBinRuleCollector());

        assertThat(ids(rules)).containsExactly("snapshots01");
        assertThat(rules.unread().rest()).isTrue();
        assertThat(rules.gaps()).containsExactly(new Gap("rbin:ListRules", "ValidationException", "Not EC2_IMAGE"));
    }

    @Test
    void everyPageOfEachTypeOfTheRecycleBinIsRead() {
        canned.json(RULES, "{\"Rules\": [{\"Identifier\": \"a\"}], \"NextToken\": \"t\"}")
                .json(RULES, rules("b"))
                .json(RULES, rules("c"))
                .json(RULES, rules("d"));
        List.of("a", "b", "c", "d").forEach(id -> canned.json("GET /rules/" + id, rule(id)));

        Collection<RecycleBinRule> rules = collect(new RecycleBinRuleCollector());

        assertThat(rules.resources())
                .extracting(rule -> rule.resourceId() + " " + rule.attributes().resourceType())
                .containsExactly("a EBS_SNAPSHOT", "b EBS_SNAPSHOT", "c EC2_IMAGE", "d EBS_VOLUME");
    }

    @Test
    void aNewBackupIsNoChangeOfWhatIsProtected() {
        assertThat(Documents.hash(protectedAt("1767323045", "snap-1")))
                .isEqualTo(Documents.hash(protectedAt("1767409445", "snap-2")));
    }

    private Resource<ProtectedResource> protectedAt(String time, String recoveryPoint) {
        canned.forget("GET /resources/")
                .json(
                        "GET /resources/",
                        "{\"Results\": [{\"ResourceArn\": \"arn:aws:ec2:eu-west-1:123456789012:volume/vol-1\","
                                + " \"ResourceType\": \"EBS\", \"LastBackupTime\": " + time
                                + ", \"LastRecoveryPointArn\": \"" + recoveryPoint + "\"}]}");
        return only(new ProtectedResourceCollector());
    }

    private static String rules(String id) {
        return "{\"Rules\": [{\"Identifier\": \"" + id + "\"}]}";
    }

    private static String rule(String id) {
        return "{\"Identifier\": \"" + id
                + "\", \"RetentionPeriod\": {\"RetentionPeriodValue\": 7, \"RetentionPeriodUnit\": \"DAYS\"}}";
    }
}
