package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.BackupCondition;
import io.muster.inventory.kind.BackupPlan;
import io.muster.inventory.kind.BackupRule;
import io.muster.inventory.kind.BackupSelection;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.backup.model.BackupPlansListMember;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;
import software.amazon.awssdk.services.backup.model.Condition;
import software.amazon.awssdk.services.backup.model.ConditionParameter;
import software.amazon.awssdk.services.backup.model.Conditions;
import software.amazon.awssdk.services.backup.model.CopyAction;
import software.amazon.awssdk.services.backup.model.GetBackupPlanResponse;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionResponse;
import software.amazon.awssdk.services.backup.model.Lifecycle;
import software.amazon.awssdk.services.backup.model.ListBackupPlansResponse;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsResponse;

/** The plans of AWS Backup, with a look-up of each one's rules and selections, and of each selection. */
@ApplicationScoped
class BackupPlanCollector extends DetailCollector<BackupPlansListMember, BackupPlan> {

    private static final String GONE = "ResourceNotFoundException";

    private static final Lookup<BackupPlansListMember, software.amazon.awssdk.services.backup.model.BackupPlan> PLAN =
            Lookup.of(
                            AwsService.BACKUP,
                            "GetBackupPlan",
                            BackupPlansListMember::backupPlanId,
                            (backup, id) -> backup.getBackupPlan(r -> r.backupPlanId(id)),
                            GetBackupPlanResponse::backupPlan)
                    .gone(GONE)
                    .rechecked();

    private static final Lookup<
                    BackupSelectionsListMember, software.amazon.awssdk.services.backup.model.BackupSelection>
            SELECTION = Lookup.ofItem(
                            AwsService.BACKUP,
                            "GetBackupSelection",
                            BackupSelectionsListMember::selectionId,
                            (backup, listed) -> backup.getBackupSelection(
                                    r -> r.backupPlanId(listed.backupPlanId()).selectionId(listed.selectionId())),
                            GetBackupSelectionResponse::backupSelection)
                    .gone(GONE);

    private static final Lookup<BackupPlansListMember, List<Detail<BackupSelectionsListMember>>> SELECTIONS =
            NestedLookup.each(
                            Lookup.list(
                                            AwsService.BACKUP,
                                            "ListBackupSelections",
                                            BackupPlansListMember::backupPlanId,
                                            (backup, id, token) -> backup.listBackupSelections(r -> r.backupPlanId(id)
                                                    .maxResults(1000)
                                                    .nextToken(token)),
                                            ListBackupSelectionsResponse::nextToken,
                                            ListBackupSelectionsResponse::backupSelectionsList)
                                    .gone(GONE),
                            List.of(SELECTION))
                    .rechecked();

    private static final Lookup<BackupPlansListMember, Map<String, String>> TAGS =
            BackupTags.lookup(BackupPlansListMember::backupPlanArn).rechecked();

    BackupPlanCollector() {
        super(
                BackupPlan.class,
                Listing.of(
                        AwsService.BACKUP,
                        "ListBackupPlans",
                        (backup, token) ->
                                backup.listBackupPlans(r -> r.maxResults(1000).nextToken(token)),
                        ListBackupPlansResponse::nextToken,
                        ListBackupPlansResponse::backupPlansList),
                BackupPlansListMember::backupPlanId,
                List.of(PLAN, SELECTIONS, TAGS));
    }

    @Override
    Resource<BackupPlan> resource(AwsScope aws, Detail<BackupPlansListMember> detail) {
        BackupPlansListMember listed = detail.item();
        Map<String, String> tags = BackupTags.of(detail.of(TAGS));
        BackupPlan attributes = new BackupPlan(
                listed.versionId(),
                rules(aws, detail.of(PLAN)),
                selections(detail.of(SELECTIONS)),
                listed.lastExecutionDate(),
                listed.creationDate(),
                null);
        return aws.resource(listed.backupPlanId(), Tags.name(tags, listed.backupPlanName()), tags, attributes);
    }

    private static @Nullable List<BackupRule> rules(
            AwsScope aws, @Nullable software.amazon.awssdk.services.backup.model.BackupPlan plan) {
        return plan == null
                ? null
                : plan.rules().stream()
                        .map(rule -> rule(aws, rule))
                        .sorted(Comparator.comparing(
                                        BackupRule::name, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                                .thenComparing(
                                        BackupRule::ruleId, Comparator.nullsFirst(Comparator.<String>naturalOrder())))
                        .toList();
    }

    private static BackupRule rule(AwsScope aws, software.amazon.awssdk.services.backup.model.BackupRule rule) {
        Lifecycle lifecycle = rule.lifecycle() == null ? Lifecycle.builder().build() : rule.lifecycle();
        String vault = rule.targetBackupVaultName();
        return new BackupRule(
                rule.ruleId(),
                rule.ruleName(),
                vault == null ? null : aws.scope().arn(ResourceKind.BACKUP_VAULT, vault),
                rule.targetLogicallyAirGappedBackupVaultArn(),
                rule.scheduleExpression(),
                rule.scheduleExpressionTimezone(),
                rule.enableContinuousBackup(),
                lifecycle.moveToColdStorageAfterDays(),
                lifecycle.deleteAfterDays(),
                Canonical.strings(rule.copyActions().stream().map(CopyAction::destinationBackupVaultArn)));
    }

    private static @Nullable List<BackupSelection> selections(
            @Nullable List<Detail<BackupSelectionsListMember>> selections) {
        return selections == null
                ? null
                : selections.stream()
                        .map(BackupPlanCollector::selection)
                        .sorted(Comparator.comparing(
                                BackupSelection::selectionId, Comparator.nullsFirst(Comparator.<String>naturalOrder())))
                        .toList();
    }

    private static BackupSelection selection(Detail<BackupSelectionsListMember> detail) {
        BackupSelectionsListMember listed = detail.item();
        var selection = detail.of(SELECTION);
        return new BackupSelection(
                listed.selectionId(),
                listed.selectionName(),
                listed.iamRoleArn(),
                selection == null ? null : Canonical.strings(selection.resources().stream()),
                selection == null ? null : Canonical.strings(selection.notResources().stream()),
                selection == null
                        ? null
                        : ChosenTags.of(selection.listOfTags(), Condition::conditionKey, Condition::conditionValue),
                selection == null ? null : conditions(selection.conditions()));
    }

    private static List<BackupCondition> conditions(@Nullable Conditions conditions) {
        return conditions == null
                ? List.of()
                : Stream.of(
                                conditions("StringEquals", conditions.stringEquals()),
                                conditions("StringLike", conditions.stringLike()),
                                conditions("StringNotEquals", conditions.stringNotEquals()),
                                conditions("StringNotLike", conditions.stringNotLike()))
                        .flatMap(each -> each)
                        .toList();
    }

    private static Stream<BackupCondition> conditions(String operator, List<ConditionParameter> parameters) {
        return ChosenTags.of(parameters, ConditionParameter::conditionKey, ConditionParameter::conditionValue).stream()
                .map(one -> new BackupCondition(operator, one.key(), one.value()));
    }
}
