package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.graphql.endpoint.CallContext;
import io.muster.graphql.endpoint.GraphQlConfig;
import io.muster.platform.CallerId;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Slots;
import io.muster.scan.ScanReads;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.function.Function;
import mutiny.zero.flow.adapters.AdaptersToFlow;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Publisher;

/**
 * Refuses a subscription before its stream begins: for an unknown name or scan, and where there are too many. SmallRye could refuse it only
 * by its first event. The accounts that a subscriber may see are settled when it subscribes.
 */
@ApplicationScoped
class SubscriptionAdmission {

    private final ScanReads reads;
    private final FilterNames names;
    private final RuleBook rules;
    /** Known where Muster runs, but not yet where the schema is put together. */
    private final Provider<GraphQlConfig> limits;

    private final Slots<CallerId> open = new Slots<>();

    SubscriptionAdmission(ScanReads reads, FilterNames names, RuleBook rules, Provider<GraphQlConfig> limits) {
        this.reads = reads;
        this.names = names;
        this.rules = rules;
        this.limits = limits;
    }

    /** Puts the conditions of the subscriptions before their streams. */
    void wire(GraphQLCodeRegistry.Builder code) {
        Fields<Object> subscription = new Fields<>(code, "Subscription");
        subscription.wrapped("findingChanged", stream -> admitted(stream, this::knownNames));
        subscription.wrapped("scanProgress", stream -> admitted(stream, this::knownScan));
    }

    private DataFetcher<?> admitted(DataFetcher<?> stream, Function<DataFetchingEnvironment, Uni<?>> condition) {
        return environment -> condition
                .apply(environment)
                .map(Unchecked.function(met -> counted(environment, stream.get(environment))))
                .subscribeAsCompletionStage();
    }

    private Uni<?> knownNames(DataFetchingEnvironment environment) {
        Arguments arguments = new Arguments(environment, rules);
        arguments.findingFilter();
        return names.check(arguments);
    }

    private Uni<?> knownScan(DataFetchingEnvironment environment) {
        String scanId = environment.getArgument("scanId");
        return reads.find(CallContext.accounts(environment), scanId)
                .map(found -> found.orElseThrow(() -> MusterException.notFound("Scan " + scanId)));
    }

    /** @param stream the events, or a result that says why there are none */
    private Object counted(DataFetchingEnvironment environment, Object stream) {
        return stream instanceof Publisher<?> events
                ? counted(CallContext.caller(environment).id(), events)
                : stream;
    }

    private <T> Publisher<T> counted(CallerId caller, Publisher<T> events) {
        return AdaptersToReactiveStreams.publisher(Multi.createFrom().deferred(() -> {
            count(caller);
            return StreamFailures.restored(Multi.createFrom().publisher(AdaptersToFlow.publisher(events)))
                    .onTermination()
                    .invoke(() -> open.giveBack(caller));
        }));
    }

    private void count(CallerId caller) {
        int mostOfAll = limits.get().maxSubscriptions();
        int mostOfOne = limits.get().maxSubscriptionsPerCaller();
        Slots.Claim claim = open.take(caller, mostOfOne, mostOfAll);
        if (claim != Slots.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    claim == Slots.Claim.FULL
                            ? "There are " + mostOfAll + " subscriptions already: try later"
                            : "You have " + mostOfOne + " subscriptions already: end one of them, or try later");
        }
    }
}
