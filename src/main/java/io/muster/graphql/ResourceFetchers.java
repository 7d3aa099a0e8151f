package io.muster.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.BuiltJson;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.CountedProperties;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.Selection;
import io.muster.inventory.KindModel;
import io.muster.inventory.ResourceDimension;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.ResourceOrder;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Keyset;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Fetches the root fields about resources. */
@ApplicationScoped
class ResourceFetchers {

    private final Inventory inventory;
    private final RuleBook rules;
    private final FilterNames names;
    private final Past past;
    private final CompiledReads compiled;

    ResourceFetchers(Inventory inventory, RuleBook rules, FilterNames names, Past past, CompiledReads compiled) {
        this.compiled = compiled;
        this.names = names;
        this.past = past;
        this.inventory = inventory;
        this.rules = rules;
    }

    /** A page of the kind's resources, or of all. */
    DataFetcher<CompletableFuture<DataFetcherResult<Object>>> page(@Nullable KindModel kind) {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            return names.check(arguments)
                    .chain(() -> past.at(arguments.at(), arguments.accounts(), arguments.accountIds()))
                    .chain(point -> page(kind, arguments, point))
                    .subscribeAsCompletionStage();
        };
    }

    private Uni<DataFetcherResult<Object>> page(@Nullable KindModel kind, Arguments arguments, PointInTime point) {
        ResourceFilter filter = arguments.resourceFilter(point);
        Selection selection = new Selection(
                arguments.accounts(), kind, filter, asksLinks(kind, filter) ? point.ofLinks() : point.at(), false);
        Keyset keyset = order(arguments).keyset(arguments.descending());
        return compiled.resources(arguments.environment(), kind, selection, point, keyset)
                .chain(json -> json.isPresent()
                        ? Uni.createFrom().<Object>item(new BuiltJson(json.get()))
                        : fetched(arguments, selection))
                .map(page -> DataFetcherResult.newResult()
                        .data(page)
                        .localContext(point)
                        .build());
    }

    private Uni<Object> fetched(Arguments arguments, Selection list) {
        boolean withDocument =
                DocumentFields.selected(arguments.environment().getSelectionSet(), "nodes/", "edges/node/");
        Selection selection = new Selection(list.accounts(), list.kind(), list.filter(), list.at(), withDocument);
        return inventory
                .page(selection, order(arguments), arguments.descending(), arguments.page(), arguments.list())
                .map(page -> new ConnectionValue<>(page, () -> inventory.count(selection), selection));
    }

    /** Whether a field of the filter is answered along links. */
    private static boolean asksLinks(@Nullable KindModel kind, ResourceFilter filter) {
        if (filter.asksAddresses() && (kind == null || kind.hasAddressesOfOthers())) {
            return true;
        }
        return kind != null
                && kind.related().stream()
                        .flatMap(field -> Stream.of(field.filter(), field.filterArns()))
                        .anyMatch(name -> filter.ofKind().get(name) != null);
    }

    private static ResourceOrder order(Arguments arguments) {
        String field = arguments.orderField();
        return field == null ? ResourceOrder.RESOURCE_ID : ResourceOrder.valueOf(field);
    }

    DataFetcher<CompletableFuture<?>> one() {
        return environment -> {
            String arn = environment.getArgument("id");
            return compiled.resource(environment, arn)
                    .chain(json -> json.isPresent()
                            ? Uni.createFrom().<Object>item(new BuiltJson(json.get()))
                            : row(environment, arn))
                    .subscribeAsCompletionStage();
        };
    }

    private Uni<Object> row(DataFetchingEnvironment environment, String arn) {
        return inventory
                .byArn(
                        CallContext.accounts(environment),
                        List.of(arn),
                        null,
                        DocumentFields.selected(environment.getSelectionSet(), ""))
                .map(found -> found.get(arn));
    }

    /** Counts of the resources that the filter among the arguments means. */
    Uni<List<ResourceStatType>> stats(Arguments arguments, List<ResourceDimension> groupBy, List<String> by) {
        return names.check(arguments)
                .map(checked -> new Selection(arguments.accounts(), null, arguments.resourceFilter(), null, false))
                .chain(selection -> stats(selection, groupBy, by));
    }

    /** The statistics of the list that the connection above pages through. */
    DataFetcher<CompletableFuture<List<ResourceStatType>>> statsOfPage() {
        return environment -> {
            ConnectionValue<?> connection = environment.getSource();
            List<String> groupBy = environment.getArgument("groupBy");
            List<String> by = environment.getArgumentOrDefault("by", List.of());
            return stats(
                            connection.list(),
                            groupBy.stream().map(ResourceDimension::valueOf).toList(),
                            by == null ? List.of() : by)
                    .subscribeAsCompletionStage();
        };
    }

    private Uni<List<ResourceStatType>> stats(Selection selection, List<ResourceDimension> groupBy, List<String> by) {
        EnumSet<ResourceDimension> dimensions = EnumSet.noneOf(ResourceDimension.class);
        dimensions.addAll(groupBy);
        List<ResourceKind> kinds = selection.kind() == null
                ? selection.filter().kinds()
                : List.of(selection.kind().kind());
        return Uni.createFrom()
                .deferred(() -> inventory.counts(selection, dimensions, CountedProperties.named(by, kinds)))
                .map(rows ->
                        rows.stream().map(row -> ResourceStatType.of(row, by)).toList());
    }
}
