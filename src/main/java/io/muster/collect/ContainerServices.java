package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.SecurityGroupUser;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.DescribeServicesResponse;
import software.amazon.awssdk.services.ecs.model.ListClustersResponse;
import software.amazon.awssdk.services.ecs.model.ListServicesResponse;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.Tag;

/**
 * The services of ECS that run their tasks with groups, by cluster, described ten at a time, which is the most that AWS takes. A
 * service that AWS does not describe has vanished since it was listed, and so has a cluster that AWS does not find.
 */
final class ContainerServices implements Collector<SecurityGroupUser> {

    private static final int MOST_SERVICES = 10;
    private static final String GONE = "ClusterNotFoundException";
    private static final String SERVICES = "ListServices";
    private static final String DESCRIBED = "DescribeServices";

    private static final Listing<?, String> CLUSTERS = Listing.of(
            AwsService.ECS,
            "ListClusters",
            (ecs, token) -> ecs.listClusters(r -> r.maxResults(100).nextToken(token)),
            ListClustersResponse::nextToken,
            ListClustersResponse::clusterArns);

    @Override
    public Class<SecurityGroupUser> type() {
        return SecurityGroupUser.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(CLUSTERS.operation(), AwsService.ECS.operation(SERVICES), AwsService.ECS.operation(DESCRIBED));
    }

    @Override
    public Uni<Collection<SecurityGroupUser>> collect(AwsScope aws) {
        return CLUSTERS.<String>read(aws, cluster -> cluster)
                .chain(clusters -> Batches.together(Multi.createFrom()
                                .iterable(clusters.items())
                                .onItem()
                                .transformToUniAndConcatenate(cluster -> services(aws, cluster)))
                        .map(services -> users(aws, clusters, services)));
    }

    private static Uni<Reading<Service>> services(AwsScope aws, String cluster) {
        return services(cluster)
                .<String>read(aws, arn -> arn)
                .chain(listed -> Batches.read(aws, listed.items(), MOST_SERVICES, some -> described(cluster, some))
                        .map(services -> {
                            Harvest<Service> harvest = new Harvest<>();
                            harvest.takeOver(services);
                            harvest.leaveOpen(listed);
                            return harvest.reading();
                        }));
    }

    private static Listing<?, String> services(String cluster) {
        return Listing.of(
                        AwsService.ECS,
                        SERVICES,
                        (ecs, token) -> ecs.listServices(
                                r -> r.cluster(cluster).maxResults(100).nextToken(token)),
                        ListServicesResponse::nextToken,
                        ListServicesResponse::serviceArns)
                .gone(GONE, ListServicesResponse.builder().build());
    }

    private static Listing<?, Service> described(String cluster, List<String> services) {
        return Listing.of(
                        AwsService.ECS,
                        DESCRIBED,
                        (ecs, token) -> ecs.describeServices(
                                r -> r.cluster(cluster).services(services).include(ServiceField.TAGS)),
                        (DescribeServicesResponse answer) -> null,
                        DescribeServicesResponse::services)
                .gone(GONE, DescribeServicesResponse.builder().build());
    }

    private static Collection<SecurityGroupUser> users(
            AwsScope aws, Reading<String> clusters, Reading<Service> services) {
        Harvest<Resource<SecurityGroupUser>> harvest = new Harvest<>();
        harvest.leaveOpen(clusters);
        harvest.leaveOpen(services);
        services.items().stream()
                .filter(service -> !groups(service).isEmpty())
                .forEach(service -> harvest.add(
                        AwsService.ECS.operation(DESCRIBED),
                        String.valueOf(service.serviceName()),
                        () -> GroupUserListing.user(
                                aws,
                                "ECS_SERVICE",
                                service.serviceArn(),
                                service.serviceName(),
                                Tags.of(service.tags(), Tag::key, Tag::value),
                                groups(service))));
        return Reading.outcome(harvest.reading());
    }

    private static List<String> groups(Service service) {
        return service.networkConfiguration() == null
                        || service.networkConfiguration().awsvpcConfiguration() == null
                ? List.of()
                : service.networkConfiguration().awsvpcConfiguration().securityGroups();
    }
}
