package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingOrder;
import io.muster.graphql.endpoint.BuiltJson;
import io.muster.platform.MusterException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers the field {@code findings} by one statement, where its selection has one, before its resolver is asked. */
@ApplicationScoped
class FindingFetchers {

    private final CompiledReads compiled;
    private final RuleBook rules;
    private final FilterNames names;

    FindingFetchers(CompiledReads compiled, RuleBook rules, FilterNames names) {
        this.compiled = compiled;
        this.rules = rules;
        this.names = names;
    }

    /** @param resolver the field's own fetcher, which also refuses what is to be refused */
    DataFetcher<CompletableFuture<?>> page(DataFetcher<?> resolver) {
        return environment -> Uni.createFrom()
                .deferred(() -> built(environment))
                .onFailure(FindingFetchers::isRefusal)
                .recoverWithItem(Optional.empty())
                .chain(json -> json.isPresent()
                        ? Uni.createFrom().<Object>item(new BuiltJson(json.get()))
                        : resolved(resolver, environment))
                .subscribeAsCompletionStage();
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof MusterException refusal && refusal.code().httpStatus() < 500;
    }

    private Uni<Optional<String>> built(DataFetchingEnvironment environment) {
        Arguments arguments = new Arguments(environment, rules);
        String field = arguments.orderField();
        FindingOrder order = field == null ? FindingOrder.SEVERITY : FindingOrder.valueOf(field);
        boolean descending = field == null || arguments.descending();
        return names.check(arguments)
                .chain(() -> compiled.findings(environment, arguments.findingFilter(), order, descending));
    }

    private static Uni<Object> resolved(DataFetcher<?> resolver, DataFetchingEnvironment environment) {
        try {
            Object value = resolver.get(environment);
            return value instanceof CompletionStage<?> stage
                    ? Uni.createFrom().completionStage(stage).map(found -> found)
                    : Uni.createFrom().item(value);
        } catch (Exception failure) {
            return Uni.createFrom().failure(failure);
        }
    }
}
