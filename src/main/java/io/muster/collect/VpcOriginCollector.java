package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.VpcOrigin;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudfront.CloudFrontAsyncClient;
import software.amazon.awssdk.services.cloudfront.model.GetVpcOriginResponse;
import software.amazon.awssdk.services.cloudfront.model.ListVpcOriginsResponse;
import software.amazon.awssdk.services.cloudfront.model.Tag;
import software.amazon.awssdk.services.cloudfront.model.VpcOriginEndpointConfig;
import software.amazon.awssdk.services.cloudfront.model.VpcOriginSummary;

/** The VPC origins of the account, and those that other accounts share with it, with a look-up of their ports. */
@ApplicationScoped
class VpcOriginCollector extends DetailCollector<VpcOriginSummary, VpcOrigin> {

    private static final Lookup<VpcOriginSummary, VpcOriginEndpointConfig> CONFIG = Lookup.of(
                    AwsService.CLOUDFRONT,
                    "GetVpcOrigin",
                    VpcOriginSummary::id,
                    (cloudFront, id) -> cloudFront.getVpcOrigin(r -> r.id(id)),
                    VpcOriginCollector::config)
            .gone("EntityNotFound")
            .rechecked();

    private static final Lookup<VpcOriginSummary, List<Tag>> TAGS = Lookup.of(
                    AwsService.CLOUDFRONT,
                    "ListTagsForResource",
                    VpcOriginSummary::arn,
                    (cloudFront, arn) -> cloudFront.listTagsForResource(r -> r.resource(arn)),
                    answer -> answer.tags() == null
                            ? List.<Tag>of()
                            : answer.tags().items())
            .gone("NoSuchResource")
            .rechecked();

    /** In China, which has a CloudFront without them. */
    private static final ListVpcOriginsResponse NONE = ListVpcOriginsResponse.builder()
            .vpcOriginList(list -> list.isTruncated(false).items(List.of()))
            .build();

    VpcOriginCollector() {
        super(
                VpcOrigin.class,
                Listing.<CloudFrontAsyncClient, ListVpcOriginsResponse, VpcOriginSummary>of(
                                AwsService.CLOUDFRONT,
                                "ListVpcOrigins",
                                (cloudFront, token) -> cloudFront.listVpcOrigins(
                                        r -> r.maxItems("100").marker(token)),
                                VpcOriginCollector::next,
                                page -> page.vpcOriginList().items())
                        .gone("UnsupportedOperation", NONE),
                VpcOriginSummary::arn,
                List.of(CONFIG, TAGS));
    }

    private static @Nullable String next(ListVpcOriginsResponse page) {
        return Pages.marker(
                page.vpcOriginList().isTruncated(), page.vpcOriginList().nextMarker());
    }

    private static VpcOriginEndpointConfig config(GetVpcOriginResponse answer) {
        return answer.vpcOrigin() == null || answer.vpcOrigin().vpcOriginEndpointConfig() == null
                ? VpcOriginEndpointConfig.builder().build()
                : answer.vpcOrigin().vpcOriginEndpointConfig();
    }

    @Override
    Resource<VpcOrigin> resource(AwsScope aws, Detail<VpcOriginSummary> detail) {
        VpcOriginSummary origin = detail.item();
        VpcOriginEndpointConfig config = detail.of(CONFIG);
        List<Tag> found = detail.of(TAGS);
        Map<String, String> tags = Tags.of(found, Tag::key, Tag::value);
        VpcOrigin attributes = new VpcOrigin(
                origin.status(),
                origin.originEndpointArn(),
                origin.accountId(),
                LaunchParts.part(config, VpcOriginEndpointConfig::httpPort),
                LaunchParts.part(config, VpcOriginEndpointConfig::httpsPort),
                LaunchParts.part(config, VpcOriginEndpointConfig::originProtocolPolicyAsString),
                origin.createdTime(),
                origin.lastModifiedTime(),
                null);
        return aws.resource(origin.arn(), origin.id(), Tags.name(tags, origin.name()), tags, attributes);
    }
}
