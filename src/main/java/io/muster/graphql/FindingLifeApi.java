package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingHistory;
import io.muster.finding.FindingStep;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.PageRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class FindingLifeApi {

    private final FindingHistory history;

    FindingLifeApi(FindingHistory history) {
        this.history = history;
    }

    @Description(
            "The steps of its life, the latest first. Those before muster.findings.history are not kept: the opening is"
                    + " then told by its time alone.")
    public @NonNull Uni<List<@NonNull FindingStepEntry>> history(
            Context context,
            @Source FindingType finding,
            @Name("first") @DefaultValue("20") @Description("How many at most, from 1 to 500.") Integer first) {
        DataFetchingEnvironment environment = context.unwrap(DataFetchingEnvironment.class);
        int most = PageRequest.of(first, null).first();
        return Uni.createFrom()
                .completionStage(() -> Batches.load(
                        environment,
                        finding.id(),
                        "Finding",
                        ids -> history.of(CallContext.accounts(environment), ids, most)
                                .map(FindingLifeApi::entries),
                        List.of()));
    }

    private static Map<String, List<FindingStepEntry>> entries(Map<String, List<FindingStep>> steps) {
        return steps.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(FindingStepEntry::of)
                                .toList()));
    }
}
