package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.inventory.Neighbours;
import io.muster.inventory.Neighbours.Version;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.Changes;
import io.muster.inventory.change.Differences;
import io.muster.inventory.query.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Fetches the changes and the earlier versions of single resources. */
@ApplicationScoped
class ChangeFetchers {

    private final Changes changes;
    private final Differences differences;
    private final Neighbours neighbours;

    ChangeFetchers(Changes changes, Differences differences, Neighbours neighbours) {
        this.changes = changes;
        this.differences = differences;
        this.neighbours = neighbours;
    }

    /** The latest changes of a resource; below {@code at} those until then. */
    DataFetcher<CompletableFuture<List<ChangeEntry>>> ofResource() {
        return environment -> ofResources(
                        environment,
                        (ids, first) -> changes.ofResources(
                                ids, first, PointInTime.of(environment).at()),
                        id -> ChangeView::key)
                .thenApply(all -> all.stream().map(ChangeEntry::of).toList());
    }

    /** The earlier versions of a resource; below {@code at} those that had ended then. */
    DataFetcher<CompletableFuture<List<ChangeValue<Version>>>> history() {
        return environment -> ofResources(
                environment,
                (ids, first) -> neighbours.history(
                        ids, first, PointInTime.of(environment).at()),
                id -> version -> new ChangeView.Key(id, version.validFrom()));
    }

    /** Reads the resources of changes and their differences. */
    private interface Read<T> {
        Uni<Map<Long, List<T>>> of(Collection<Long> ids, int first);
    }

    private <T> CompletableFuture<List<ChangeValue<T>>> ofResources(
            DataFetchingEnvironment environment, Read<T> read, Function<Long, Function<T, ChangeView.Key>> keys) {
        int first = PageRequest.of(environment.getArgument("first"), null).first();
        OptionalInt most = FieldSelection.most(environment.getSelectionSet(), "");
        ResourceRow resource = environment.getSource();
        return Batches.load(
                environment,
                resource.id(),
                most,
                ids -> read.of(ids, first).chain(made -> withFields(made, keys, most)),
                List.of());
    }

    /** One of a resource's, with the change that made it. */
    private record Owned<T>(long id, T made, ChangeView.Key key) {}

    private <T> Uni<Map<Long, List<ChangeValue<T>>>> withFields(
            Map<Long, List<T>> made, Function<Long, Function<T, ChangeView.Key>> keys, OptionalInt most) {
        List<Owned<T>> all = new ArrayList<>();
        made.forEach((id, some) ->
                some.forEach(one -> all.add(new Owned<>(id, one, keys.apply(id).apply(one)))));
        return ChangeValue.of(all, Owned::key, most, differences).map(values -> {
            Map<Long, List<ChangeValue<T>>> byId = new HashMap<>();
            values.forEach(value -> byId.computeIfAbsent(value.made().id, id -> new ArrayList<>())
                    .add(new ChangeValue<>(value.made().made, value.fields())));
            return byId;
        });
    }
}
