package io.muster.scan;

import io.muster.aws.AwsFailure;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collector;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The listing of one kind in one scope. */
record KindListing(ResourceKind kind, Collection<?> collection) {

    private static final StructuredLog LOG = StructuredLog.of(KindListing.class);

    private static final Collection.Gap NOT_READ = new Collection.Gap(
            ScanGap.OWN_OPERATION, AwsFailure.INTERNAL, "Muster could not read the listing; see its log");

    /**
     * Lists the kind. If a collector fails because of an error in Muster, only its kind fails; if the database cannot be reached,
     * the task fails and is tried again.
     *
     * @param ids of the resources that are asked for; none for the whole cell
     */
    static <T extends Record> Uni<KindListing> of(Collector<T> collector, Set<String> ids, AwsScope scope) {
        return Uni.createFrom()
                .deferred(() -> scope.named(collector, ids))
                .<Collection<?>>map(collection -> collection)
                .onFailure(NotStored::isFor)
                .recoverWithItem(failure -> notRead(collector.kind(), scope, failure))
                .map(collection -> new KindListing(collector.kind(), collection));
    }

    private static Collection<?> notRead(ResourceKind kind, AwsScope aws, Throwable failure) {
        LOG.with("accountId", aws.scope().accountId())
                .with("region", aws.scope().region())
                .with("kind", kind)
                .error("A listing of AWS could not be read", failure);
        return new Collection.Failed<>(List.of(NOT_READ));
    }
}
