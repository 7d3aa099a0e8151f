package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.Neighbours;
import io.muster.inventory.Neighbours.Version;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.change.ChangeFilter;
import io.muster.inventory.change.ChangeView;
import io.muster.inventory.change.Changes;
import io.muster.inventory.change.Differences;
import io.muster.inventory.query.Page;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
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

/** Fetches what happened to resources. */
@ApplicationScoped
class ChangeFetchers {

    private final Changes changes;
    private final Differences differences;
    private final Neighbours neighbours;
    private final Inventory inventory;
    private final RuleBook rules;
    private final FilterNames names;

    ChangeFetchers(
            Changes changes,
            Differences differences,
            Neighbours neighbours,
            Inventory inventory,
            RuleBook rules,
            FilterNames names) {
        this.changes = changes;
        this.differences = differences;
        this.neighbours = neighbours;
        this.inventory = inventory;
        this.rules = rules;
        this.names = names;
    }

    DataFetcher<CompletableFuture<ConnectionValue<ChangeValue<ChangeView>>>> page() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            AccountScope seen = arguments.accounts();
            ChangeFilter filter = arguments.filter(ChangeFilter.class);
            OptionalInt most = FieldSelection.most(environment.getSelectionSet(), "nodes/", "edges/node/");
            return names.check(arguments)
                    .invoke(() -> ChangeFields.check(filter))
                    .chain(() -> changes.page(seen, filter, arguments.page(), arguments.list()))
                    .chain(page -> ChangeValue.of(page.nodes(), ChangeView::key, most, differences)
                            .map(values ->
                                    new ConnectionValue<>(with(page, values), () -> changes.count(seen, filter))))
                    .subscribeAsCompletionStage();
        };
    }

    private static <T> Page<ChangeValue<T>> with(Page<T> page, List<ChangeValue<T>> values) {
        List<Page.Entry<ChangeValue<T>>> entries = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            entries.add(new Page.Entry<>(page.entries().get(i).cursor(), values.get(i)));
        }
        return new Page<>(entries, page.hasPreviousPage(), page.hasNextPage());
    }

    /** The latest changes of a resource; below {@code at} those until then. */
    DataFetcher<CompletableFuture<List<ChangeValue<ChangeView>>>> ofResource() {
        return environment -> ofResources(
                environment,
                (ids, first) -> changes.ofResources(
                        ids, first, PointInTime.of(environment).at()),
                id -> ChangeView::key);
    }

    /** The earlier versions of a resource; below {@code at} those that had ended then. */
    DataFetcher<CompletableFuture<List<ChangeValue<Version>>>> history() {
        return environment -> ofResources(
                environment,
                (ids, first) -> neighbours.history(
                        ids, first, PointInTime.of(environment).at()),
                id -> version -> new ChangeView.Key(id, version.validFrom()));
    }

    /** Reads what changes made of resources. */
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

    /** The resource of a change, as it is now. */
    DataFetcher<CompletableFuture<ResourceRow>> resource() {
        return environment -> {
            ChangeValue<ChangeView> change = environment.getSource();
            boolean withDocument = DocumentFields.selected(environment.getSelectionSet(), "");
            return Batches.load(
                    environment,
                    change.made().resourceArn(),
                    "Change" + withDocument,
                    arns -> inventory.byArn(CallContext.accounts(environment), arns, null, withDocument),
                    null);
        };
    }
}
