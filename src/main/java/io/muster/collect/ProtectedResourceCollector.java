package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ProtectedResource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.backup.model.ListProtectedResourcesResponse;

/** The volumes and instances that AWS Backup has backed up. It lists resources of other services as well, which are left out. */
@ApplicationScoped
class ProtectedResourceCollector
        extends ListingCollector<software.amazon.awssdk.services.backup.model.ProtectedResource, ProtectedResource> {

    private static final Set<String> TYPES = Set.of("EBS", "EC2");

    ProtectedResourceCollector() {
        super(
                ProtectedResource.class,
                Listing.of(
                        AwsService.BACKUP,
                        "ListProtectedResources",
                        (backup, token) -> backup.listProtectedResources(
                                r -> r.maxResults(1000).nextToken(token)),
                        ListProtectedResourcesResponse::nextToken,
                        ProtectedResourceCollector::ofEc2));
    }

    private static List<software.amazon.awssdk.services.backup.model.ProtectedResource> ofEc2(
            ListProtectedResourcesResponse page) {
        return page.results().stream()
                .filter(resource -> resource.resourceType() == null || TYPES.contains(resource.resourceType()))
                .toList();
    }

    @Override
    Resource<ProtectedResource> resource(
            AwsScope aws, software.amazon.awssdk.services.backup.model.ProtectedResource resource) {
        String arn = UnreadableItem.require("the ARN", resource.resourceArn());
        ProtectedResource attributes = new ProtectedResource(
                resource.resourceType(),
                arn,
                resource.lastBackupTime(),
                resource.lastBackupVaultArn(),
                resource.lastRecoveryPointArn());
        return aws.resource(arn.substring(arn.lastIndexOf('/') + 1), resource.resourceName(), Map.of(), attributes);
    }
}
