package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.InstanceProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;

/** Instance profiles, the empty ones too. {@code ListInstanceProfiles} leaves out their tags. */
@ApplicationScoped
class InstanceProfileCollector
        extends ListingCollector<software.amazon.awssdk.services.iam.model.InstanceProfile, InstanceProfile> {

    InstanceProfileCollector() {
        super(
                InstanceProfile.class,
                Listing.of(
                        AwsService.IAM,
                        "ListInstanceProfiles",
                        (iam, token) ->
                                iam.listInstanceProfiles(r -> r.maxItems(1000).marker(token)),
                        page -> Pages.marker(page.isTruncated(), page.marker()),
                        ListInstanceProfilesResponse::instanceProfiles));
    }

    @Override
    Resource<InstanceProfile> resource(
            AwsScope aws, software.amazon.awssdk.services.iam.model.InstanceProfile profile) {
        Map<String, String> tags = Tags.ofIam(profile.tags());
        InstanceProfile attributes = new InstanceProfile(
                profile.instanceProfileId(),
                profile.path(),
                // AWS lists at most one role
                profile.roles().stream()
                        .map(role -> UnreadableItem.require("the role's ARN", role.arn(), profile.arn()))
                        .findFirst()
                        .orElse(null),
                profile.createDate());
        String name = profile.instanceProfileName();
        return aws.resource(profile.arn(), name, Tags.name(tags, name), tags, attributes);
    }
}
