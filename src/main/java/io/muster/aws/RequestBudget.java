package io.muster.aws;

import io.muster.aws.TokenLedger.Bucket;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Limits the calls of all replicas together to a part of the rate that AWS allows the account: a token bucket per account, region
 * and class of operations, like AWS's own; {@link AwsService} declares their rates. See ADR 21.
 *
 * <p>Waiting is a timer, never a blocked thread. That is why a call is wrapped: an interceptor of the SDK would have to
 * block. Repetitions by the SDK are charged to the bucket afterwards. Where AWS refuses calls as too many, its bucket is used at half of
 * its rate, and at the whole rate again within a minute, see {@link Pace}; each replica learns it by its own calls.
 */
@ApplicationScoped
class RequestBudget {

    record Key(String accountId, String region, AwsOperation operation) {

        private Bucket bucket() {
            AwsService<?> service = operation.service();
            return new Bucket(
                    accountId, region, service.name() + ":" + service.rates().bucket(operation.name()));
        }
    }

    private final double fraction;
    private final RequestMetrics metrics;
    private final TokenLedger ledger;
    private final SharedTokens tokens;
    private final LongSupplier nanoClock;
    private final Function<Duration, Uni<Void>> timer;
    private final Pace pace = new Pace();

    @Inject
    RequestBudget(AwsConfig config, RequestMetrics metrics, TokenLedger ledger) {
        this(config.budgetFraction(), metrics, ledger, System::nanoTime, RequestBudget::after);
    }

    RequestBudget(
            double fraction,
            RequestMetrics metrics,
            TokenLedger ledger,
            LongSupplier nanoClock,
            Function<Duration, Uni<Void>> timer) {
        this.fraction = fraction;
        this.metrics = metrics;
        this.ledger = ledger;
        this.tokens = new SharedTokens(ledger, nanoClock);
        this.nanoClock = nanoClock;
        this.timer = timer;
    }

    /** Completes once the call may be made; a replica's callers of the same bucket are served in order. */
    Uni<Void> take(Key key) {
        return Uni.createFrom()
                .deferred(() -> tokens.take(key.bucket(), rate(key)).chain(wait -> waited(key, wait)));
    }

    private Uni<Void> waited(Key key, Duration wait) {
        metrics.waited(key.operation(), wait);
        if (wait.isZero()) {
            return Uni.createFrom().voidItem();
        }
        return timer.apply(wait);
    }

    /** The SDK sends a call's request again. */
    void repeated(Key key) {
        tokens.charge(key.bucket(), rate(key), 1);
    }

    /** AWS refused a request as one too many. */
    void throttled(Key key) {
        pace.throttled(key.bucket(), nanoClock.getAsLong());
    }

    /** Forgets the buckets that have filled up again; where that fails, the next time does. */
    void sweep() {
        ledger.sweep().onFailure().recoverWithNull().subscribe().with(swept -> {});
    }

    private RequestRate rate(Key key) {
        return key.operation().rate().part(fraction).part(pace.part(key.bucket(), nanoClock.getAsLong()));
    }

    private static Uni<Void> after(Duration wait) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .onExecutor(Infrastructure.getDefaultWorkerPool())
                .by(wholeMilliseconds(wait));
    }

    /** Rounded up: Vert.x's timers know no shorter time, and a timer that ends early would spend a missing token. */
    static Duration wholeMilliseconds(Duration wait) {
        return Duration.ofMillis(wait.plusNanos(999_999).toMillis());
    }
}
