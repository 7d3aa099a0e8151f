package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.SecurityGroupUser;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The users of security groups, of one service after the other. Where one service refuses, the users in the other services are
 * read, and nothing that is stored counts as gone.
 */
@ApplicationScoped
class SecurityGroupUserCollector implements Collector<SecurityGroupUser> {

    private static final List<Collector<SecurityGroupUser>> SERVICES = List.of(
            GroupUserListing.functions(),
            GroupUserListing.computeEnvironments(),
            GroupUserListing.connections(),
            GroupUserListing.databaseInstances(),
            GroupUserListing.databaseClusters(),
            new ContainerServices(),
            new BuildProjects(),
            new FileSystems());

    @Override
    public Class<SecurityGroupUser> type() {
        return SecurityGroupUser.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return SERVICES.stream()
                .flatMap(service -> service.operations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Collection<SecurityGroupUser>> collect(AwsScope aws) {
        return Multi.createFrom()
                .iterable(SERVICES)
                .onItem()
                .transformToUni(service -> service.collect(aws))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .collect()
                .asList()
                .map(SecurityGroupUserCollector::together);
    }

    private static Collection<SecurityGroupUser> together(List<Collection<SecurityGroupUser>> services) {
        List<Resource<SecurityGroupUser>> users = services.stream()
                .flatMap(service -> service.resources().stream())
                .toList();
        List<Gap> gaps =
                services.stream().flatMap(service -> service.gaps().stream()).toList();
        if (gaps.isEmpty()) {
            return new Collection.Complete<>(users);
        }
        if (services.stream().allMatch(Collection.Failed.class::isInstance)) {
            return new Collection.Failed<>(gaps);
        }
        Unread unread = services.stream().map(Collection::unread).reduce(Unread.nothing(), Unread::and);
        return new Collection.Partial<>(users, unread, gaps);
    }
}
