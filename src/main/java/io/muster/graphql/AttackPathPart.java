package io.muster.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.ResourceRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;

/** The instance of an attack path, which is of a kind's generated type. */
@ApplicationScoped
class AttackPathPart implements SchemaAssembly.SchemaPart {

    private static final String INSTANCE = """
            extend type AttackPath {
              "The instance that the internet, or a host of another account or region, reaches; null where the inventory does not hold it."
              instance: Instance
            }
            """;

    private final Inventory inventory;

    AttackPathPart(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public String definitions() {
        return INSTANCE;
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        new Fields<AttackPathType>(code, "AttackPath").fetched("instance", instance());
    }

    /** As of the instant that the path is answered for, as is all that is below. */
    private DataFetcher<CompletableFuture<DataFetcherResult<ResourceRow>>> instance() {
        return environment -> {
            AttackPathType path = environment.getSource();
            boolean withDocument = DocumentFields.selected(environment.getSelectionSet(), "");
            CompletableFuture<ResourceRow> found = Batches.load(
                    environment,
                    path.instanceArn(),
                    "AttackPath" + withDocument + path.at(),
                    arns -> inventory.byArn(CallContext.accounts(environment), arns, path.at(), withDocument),
                    null);
            return found.thenApply(row -> DataFetcherResult.<ResourceRow>newResult()
                    .data(row)
                    .localContext(new PointInTime(path.at(), null))
                    .build());
        };
    }
}
