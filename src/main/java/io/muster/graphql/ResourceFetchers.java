package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.Inventory.ResourceCount;
import io.muster.inventory.Inventory.Selection;
import io.muster.inventory.KindModel;
import io.muster.inventory.ResourceDimension;
import io.muster.inventory.ResourceOrder;
import io.muster.inventory.ResourceRow;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Fetches the root fields about resources. */
@ApplicationScoped
class ResourceFetchers {

    private final Inventory inventory;
    private final RuleBook rules;

    ResourceFetchers(Inventory inventory, RuleBook rules) {
        this.inventory = inventory;
        this.rules = rules;
    }

    /** A page of the kind's resources, or of all. */
    DataFetcher<CompletableFuture<ConnectionValue<ResourceRow>>> page(@Nullable KindModel kind) {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            Selection selection = new Selection(
                    arguments.accounts(),
                    kind,
                    arguments.resourceFilter(),
                    arguments.at(),
                    DocumentFields.selected(environment.getSelectionSet(), "nodes/", "edges/node/"));
            return inventory
                    .page(selection, order(arguments), arguments.descending(false), arguments.page(), arguments.list())
                    .map(page -> ConnectionValue.of(page, Function.identity(), () -> inventory.count(selection)))
                    .subscribeAsCompletionStage();
        };
    }

    private static ResourceOrder order(Arguments arguments) {
        String field = arguments.orderField();
        return field == null ? ResourceOrder.RESOURCE_ID : ResourceOrder.valueOf(field);
    }

    DataFetcher<CompletableFuture<ResourceRow>> one() {
        return environment -> {
            String arn = environment.getArgument("id");
            return inventory
                    .byArn(
                            CallContext.accounts(environment),
                            List.of(arn),
                            DocumentFields.selected(environment.getSelectionSet(), ""))
                    .map(found -> found.get(arn))
                    .subscribeAsCompletionStage();
        };
    }

    DataFetcher<CompletableFuture<List<ResourceCount>>> stats() {
        return environment -> inventory
                .counts(
                        CallContext.accounts(environment),
                        new Arguments(environment, rules).resourceFilter(),
                        dimensions(environment))
                .subscribeAsCompletionStage();
    }

    static EnumSet<ResourceDimension> dimensions(DataFetchingEnvironment environment) {
        EnumSet<ResourceDimension> dimensions = EnumSet.noneOf(ResourceDimension.class);
        List<String> names = environment.getArgument("groupBy");
        names.forEach(name -> dimensions.add(ResourceDimension.valueOf(name)));
        return dimensions;
    }
}
