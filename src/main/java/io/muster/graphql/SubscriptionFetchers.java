package io.muster.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingEvents;
import io.muster.finding.FindingFilter;
import io.muster.graphql.endpoint.CallContext;
import io.muster.graphql.endpoint.GraphQlConfig;
import io.muster.platform.AccountScope;
import io.muster.platform.CallerId;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.Shares;
import io.muster.scan.ScanEvents;
import io.muster.scan.ScanReads;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Provider;
import java.util.concurrent.CompletableFuture;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.reactivestreams.Publisher;

/** Streams the events of subscriptions. The accounts that a subscriber may see are settled when it subscribes. */
@ApplicationScoped
class SubscriptionFetchers {

    private final FindingEvents findings;
    private final ScanEvents scans;
    private final ScanReads reads;
    private final RuleBook rules;
    private final FilterNames names;
    /** Known where Muster runs, but not yet where the schema is put together. */
    private final Provider<GraphQlConfig> limits;

    private final Shares<CallerId> open = new Shares<>();

    SubscriptionFetchers(
            FindingEvents findings,
            ScanEvents scans,
            ScanReads reads,
            RuleBook rules,
            FilterNames names,
            Provider<GraphQlConfig> limits) {
        this.names = names;
        this.findings = findings;
        this.scans = scans;
        this.reads = reads;
        this.rules = rules;
        this.limits = limits;
    }

    DataFetcher<CompletableFuture<Publisher<FindingEventValue>>> findingChanged() {
        return environment -> {
            Arguments arguments = new Arguments(environment, rules);
            FindingFilter filter = arguments.findingFilter();
            return names.check(arguments)
                    .map(checked -> publisher(
                            environment,
                            findings.changes(arguments.accounts(), filter)
                                    .map(event -> FindingEventValue.of(event, rules))))
                    .subscribeAsCompletionStage();
        };
    }

    /** Refuses an unknown scan before the stream begins. */
    DataFetcher<CompletableFuture<Publisher<ScanType>>> scanProgress() {
        return environment -> {
            AccountScope accounts = new Arguments(environment, rules).accounts();
            String scanId = environment.getArgument("scanId");
            return reads.find(accounts, scanId)
                    .map(found -> found.orElseThrow(() -> MusterException.notFound("Scan " + scanId)))
                    .map(scan -> publisher(
                            environment, scans.progress(accounts, scanId).map(ScanType::of)))
                    .subscribeAsCompletionStage();
        };
    }

    private <T> Publisher<T> publisher(DataFetchingEnvironment environment, Multi<T> events) {
        CallerId caller = CallContext.caller(environment).id();
        Multi<T> counted = Multi.createFrom().deferred(() -> {
            count(caller);
            return events.onTermination().invoke(() -> open.giveBack(caller));
        });
        return AdaptersToReactiveStreams.publisher(counted);
    }

    private void count(CallerId caller) {
        int mostOfAll = limits.get().maxSubscriptions();
        int mostOfOne = limits.get().maxSubscriptionsPerCaller();
        Shares.Claim claim = open.take(caller, mostOfOne, mostOfAll);
        if (claim != Shares.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_SUBSCRIPTIONS,
                    claim == Shares.Claim.FULL
                            ? "There are " + mostOfAll + " subscriptions already: try later"
                            : "You have " + mostOfOne + " subscriptions already: end one of them, or try later");
        }
    }
}
