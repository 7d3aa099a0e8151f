package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RecycleBinRule;
import io.muster.inventory.kind.TagMatch;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.rbin.model.GetRuleResponse;
import software.amazon.awssdk.services.rbin.model.ListRulesResponse;
import software.amazon.awssdk.services.rbin.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rbin.model.ResourceTag;
import software.amazon.awssdk.services.rbin.model.ResourceType;
import software.amazon.awssdk.services.rbin.model.RetentionPeriod;
import software.amazon.awssdk.services.rbin.model.RuleSummary;
import software.amazon.awssdk.services.rbin.model.Tag;

/** The retention rules of the Recycle Bin, which are listed for one type of resources at a time, with a look-up of each. */
@ApplicationScoped
class RecycleBinRuleCollector extends DetailCollector<RecycleBinRuleCollector.Listed, RecycleBinRule> {

    private static final String GONE = "ResourceNotFoundException";

    /** A rule, and the type for which it was listed. */
    record Listed(String type, RuleSummary rule) {

        @Nullable
        String id() {
            return rule.identifier();
        }

        @Nullable
        String arn() {
            return rule.ruleArn();
        }
    }

    private static final Lookup<Listed, GetRuleResponse> RULE = Lookup.of(
                    AwsService.RECYCLE_BIN,
                    "GetRule",
                    Listed::id,
                    (bin, id) -> bin.getRule(r -> r.identifier(id)),
                    Function.<GetRuleResponse>identity())
            .gone(GONE)
            .rechecked();

    private static final Lookup<Listed, List<Tag>> TAGS = Lookup.of(
                    AwsService.RECYCLE_BIN,
                    "ListTagsForResource",
                    Listed::arn,
                    (bin, arn) -> bin.listTagsForResource(r -> r.resourceArn(arn)),
                    ListTagsForResourceResponse::tags)
            .gone(GONE)
            .rechecked()
            .onlyIf(listed -> listed.arn() != null, List.of());

    RecycleBinRuleCollector() {
        super(
                RecycleBinRule.class,
                Listing.inParts(
                        AwsService.RECYCLE_BIN,
                        "ListRules",
                        List.of(
                                ResourceType.EBS_SNAPSHOT.toString(),
                                ResourceType.EC2_IMAGE.toString(),
                                ResourceType.EBS_VOLUME.toString()),
                        (bin, type, token) -> bin.listRules(
                                r -> r.resourceType(type).maxResults(1000).nextToken(token)),
                        ListRulesResponse::nextToken,
                        (type, page) -> page.rules().stream()
                                .map(rule -> new Listed(type, rule))
                                .toList(),
                        // volumes came last, and not to every region at once
                        Map.of(
                                ResourceType.EBS_VOLUME.toString(),
                                new Listing.Unknown<>(
                                        "ValidationException",
                                        ListRulesResponse.builder().build()))),
                Listed::id,
                List.of(RULE, TAGS));
    }

    @Override
    Resource<RecycleBinRule> resource(AwsScope aws, Detail<Listed> detail) {
        RuleSummary listed = detail.item().rule();
        GetRuleResponse rule = detail.of(RULE);
        RetentionPeriod retention =
                listed.retentionPeriod() == null ? RetentionPeriod.builder().build() : listed.retentionPeriod();
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        RecycleBinRule attributes = new RecycleBinRule(
                detail.item().type(),
                listed.description(),
                retention.retentionPeriodValue(),
                retention.retentionPeriodUnitAsString(),
                rule == null ? null : rule.statusAsString(),
                listed.lockStateAsString(),
                rule == null ? null : matches(rule.resourceTags()),
                rule == null ? null : matches(rule.excludeResourceTags()),
                null);
        return aws.resource(listed.identifier(), Tags.name(tags), tags, attributes);
    }

    private static List<TagMatch> matches(List<ResourceTag> tags) {
        return ChosenTags.of(tags, ResourceTag::resourceTagKey, ResourceTag::resourceTagValue);
    }
}
