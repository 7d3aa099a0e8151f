package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.cloudtrail.model.ListTagsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Tag;

/**
 * The trails that the region shows, those of other regions and of the organisation among them, unless they are asked not to be. A
 * trail's status and event selectors are asked for in its home region alone, by its ARN, as AWS has it for trails of the
 * organisation. AWS may refuse the event selectors of such a trail to all accounts but its owner, which is no gap.
 */
@ApplicationScoped
class TrailCollector extends DetailCollector<software.amazon.awssdk.services.cloudtrail.model.Trail, Trail> {

    private static final Lookup<software.amazon.awssdk.services.cloudtrail.model.Trail, GetTrailStatusResponse> STATUS =
            status().gone("TrailNotFoundException")
                    .onlyIf((aws, trail) -> atHome(aws, trail) && owned(aws, trail), null)
                    .few();

    /** That AWS does not find another account's trail need not mean that there is none. */
    private static final Lookup<software.amazon.awssdk.services.cloudtrail.model.Trail, GetTrailStatusResponse>
            STATUS_OF_OTHERS = status().onlyIf((aws, trail) -> atHome(aws, trail) && !owned(aws, trail), null)
                    .few();

    private static final Lookup<software.amazon.awssdk.services.cloudtrail.model.Trail, GetEventSelectorsResponse>
            SELECTORS = Lookup.of(
                            AwsService.CLOUDTRAIL,
                            "GetEventSelectors",
                            TrailCollector::identity,
                            (cloudTrail, arn) -> cloudTrail.getEventSelectors(r -> r.trailName(arn)),
                            Function.<GetEventSelectorsResponse>identity())
                    .none("TrailNotFoundException", null)
                    .none("CloudTrailARNInvalidException", null)
                    .optional((aws, trail) -> !owned(aws, trail))
                    .onlyIf(TrailCollector::atHome, null)
                    .few();

    private static final Lookup<software.amazon.awssdk.services.cloudtrail.model.Trail, List<Tag>> TAGS = Lookup.list(
                    AwsService.CLOUDTRAIL,
                    "ListTags",
                    software.amazon.awssdk.services.cloudtrail.model.Trail::trailARN,
                    (cloudTrail, arn, token) ->
                            cloudTrail.listTags(r -> r.resourceIdList(arn).nextToken(token)),
                    ListTagsResponse::nextToken,
                    TrailCollector::tags)
            .gone("ResourceNotFoundException")
            .onlyIf((aws, trail) -> trail.trailARN() != null && atHome(aws, trail) && owned(aws, trail), List.of())
            .few();

    TrailCollector() {
        super(
                Trail.class,
                Listing.of(
                        AwsService.CLOUDTRAIL,
                        "DescribeTrails",
                        (cloudTrail, token) -> cloudTrail.describeTrails(r -> {}),
                        page -> null,
                        DescribeTrailsResponse::trailList),
                software.amazon.awssdk.services.cloudtrail.model.Trail::name,
                List.of(STATUS, STATUS_OF_OTHERS, SELECTORS, TAGS));
    }

    private static Lookup<software.amazon.awssdk.services.cloudtrail.model.Trail, GetTrailStatusResponse> status() {
        return Lookup.of(
                AwsService.CLOUDTRAIL,
                "GetTrailStatus",
                TrailCollector::identity,
                (cloudTrail, arn) -> cloudTrail.getTrailStatus(r -> r.name(arn)),
                Function.<GetTrailStatusResponse>identity());
    }

    private static String identity(software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
        return trail.trailARN() == null ? trail.name() : trail.trailARN();
    }

    private static boolean atHome(AwsScope aws, software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
        return trail.homeRegion() == null
                || trail.homeRegion().equals(aws.scope().region());
    }

    private static boolean owned(AwsScope aws, software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
        return trail.trailARN() == null
                || trail.trailARN().contains(":" + aws.scope().accountId() + ":");
    }

    private static List<Tag> tags(ListTagsResponse page) {
        return page.resourceTagList().stream()
                .flatMap(resource -> resource.tagsList().stream())
                .toList();
    }

    @Override
    public List<String> events() {
        return List.of("cloudtrail:StartLogging", "cloudtrail:StopLogging", "cloudtrail:PutInsightSelectors");
    }

    @Override
    Resource<Trail> resource(AwsScope aws, Detail<software.amazon.awssdk.services.cloudtrail.model.Trail> detail) {
        var trail = detail.item();
        GetTrailStatusResponse known = detail.of(owned(aws, trail) ? STATUS : STATUS_OF_OTHERS);
        GetTrailStatusResponse status =
                known == null ? GetTrailStatusResponse.builder().build() : known;
        GetEventSelectorsResponse selectors = detail.of(SELECTORS);
        Map<String, String> tags = Tags.of(detail.of(TAGS), Tag::key, Tag::value);
        Trail attributes = new Trail(
                trail.trailARN(),
                trail.homeRegion(),
                !atHome(aws, trail),
                trail.isMultiRegionTrail(),
                trail.isOrganizationTrail(),
                trail.includeGlobalServiceEvents(),
                trail.logFileValidationEnabled(),
                trail.s3BucketName(),
                trail.kmsKeyId(),
                trail.cloudWatchLogsLogGroupArn(),
                trail.snsTopicARN(),
                status.isLogging(),
                status.startLoggingTime(),
                status.stopLoggingTime(),
                status.latestDeliveryTime(),
                status.latestDeliveryError(),
                selectors == null ? null : TrailSelectors.of(selectors));
        return aws.resource(id(aws, trail), Tags.name(tags, trail.name()), tags, attributes);
    }

    /** A trail of another account, the organisation's, may have the name of one of this account. */
    private static String id(AwsScope aws, software.amazon.awssdk.services.cloudtrail.model.Trail trail) {
        return owned(aws, trail) ? trail.name() : trail.trailARN().split(":", -1)[4] + "/" + trail.name();
    }
}
