package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.Inventory;
import io.muster.inventory.ResourceDimension;
import io.muster.inventory.ResourceRow;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class ResourceApi {

    static final String GROUP_BY = "The dimensions; one row for all where there is no dimension and no fact.";
    static final String BY =
            "Facts of the resources to count by as well: a field of the kinds that are counted, as `state`, `encrypted`,"
                    + " `instanceType` or `metadataOptions.httpTokens` (each that is true or false, each enum, and others whose values"
                    + " many resources share), or a tag, as `tag:owner`. At most 10. Every kind that is counted must have it.";

    private final Inventory inventory;
    private final ResourceFetchers resources;
    private final RuleBook rules;

    ResourceApi(Inventory inventory, ResourceFetchers resources, RuleBook rules) {
        this.inventory = inventory;
        this.resources = resources;
        this.rules = rules;
    }

    /**
     * The counts.
     *
     * @param filter is read from the context, with the fields of all kinds
     */
    @Query("resourceStats")
    @Description("How many resources, by the named dimensions.")
    public @NonNull Uni<List<@NonNull ResourceStatType>> resourceStats(
            Context context,
            @Name("filter") @Description("Which resources; all without it.") ResourceFilterInput filter,
            @Name("groupBy") @NonNull @Description(GROUP_BY) List<@NonNull ResourceDimension> groupBy,
            @Name("by") @Description(BY) List<@NonNull String> by) {
        return resources.stats(
                new Arguments(context.unwrap(DataFetchingEnvironment.class), rules),
                groupBy,
                by == null ? List.of() : by);
    }

    @Description("The resource; null where it is not known any more.")
    public Uni<ResourceReference> resource(Context context, @Source FindingType finding) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        return byArn(
                environment, finding.resourceArn(), PointInTime.of(environment).at());
    }

    @Description("The resource as it is now, or was when it was deleted.")
    public Uni<ResourceReference> resource(Context context, @Source ChangeEntry change) {
        return byArn(context.unwrap(DataFetchingEnvironment.class), change.resourceArn(), null);
    }

    private Uni<ResourceReference> byArn(DataFetchingEnvironment environment, String arn, @Nullable Instant at) {
        boolean withDocument = DocumentFields.selected(environment.getSelectionSet(), "");
        return Uni.createFrom()
                .completionStage(() -> Batches.<String, ResourceRow>load(
                        environment,
                        arn,
                        withDocument + " " + at,
                        arns -> inventory.byArn(CallContext.accounts(environment), arns, at, withDocument),
                        null))
                .map(ResourceReference::of);
    }
}
