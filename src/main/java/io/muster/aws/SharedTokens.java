package io.muster.aws;

import io.muster.aws.TokenLedger.Answer;
import io.muster.aws.TokenLedger.Bucket;
import io.muster.aws.TokenLedger.Wanted;
import io.muster.platform.OwnClose;
import io.muster.platform.StructuredLog;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Tokens for one replica's calls, taken from the ledger of all replicas. One statement is under way at a time; tokens wanted
 * meanwhile are asked for together next. While the ledger cannot be asked, calls go on with this replica's share of each rate,
 * without a burst: the replicas together take no more than the rate then either.
 */
final class SharedTokens {

    private static final StructuredLog LOG = StructuredLog.of(SharedTokens.class);

    /** The longest that a call waits for the ledger. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long the ledger is not asked after it failed. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final int MOST_AT_ONCE = 1_000;

    /** @param told receives the time to wait; null for tokens that were used already */
    private record Want(
            Bucket bucket,
            RequestRate rate,
            int tokens,
            @Nullable Consumer<Duration> told) {}

    private final TokenLedger ledger;
    private final LongSupplier nanoClock;
    private final Queue<Want> wanted = new ArrayDeque<>();
    private final Map<Bucket, TokenShare> share = new HashMap<>();
    /** Until when tokens that the ledger gave may be waited for, where they are. */
    private final Map<Bucket, Long> promised = new HashMap<>();

    private int replicas = 1;
    private boolean asking;
    private boolean away;
    private long awayUntil;

    SharedTokens(TokenLedger ledger, LongSupplier nanoClock) {
        this.ledger = ledger;
        this.nanoClock = nanoClock;
    }

    /** Takes one token; tells how long to wait before it may be used. */
    Uni<Duration> take(Bucket bucket, RequestRate rate) {
        return Uni.createFrom().emitter(call -> want(new Want(bucket, rate, 1, call::complete)));
    }

    /** Takes tokens for calls that were made already: the next call waits for them. */
    void charge(Bucket bucket, RequestRate rate, int tokens) {
        want(new Want(bucket, rate, tokens, null));
    }

    private void want(Want want) {
        synchronized (this) {
            wanted.add(want);
        }
        ask();
    }

    private void ask() {
        List<Want> asked = next();
        if (asked.isEmpty()) {
            return;
        }
        if (isAway()) {
            tell(asked, alone(asked));
            return;
        }
        Uni.createFrom()
                .deferred(() -> ledger.take(sums(asked, owed())))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new TimeoutException("no answer within " + PATIENCE.toSeconds() + " s"))
                .map(answer -> waits(asked, answer))
                .subscribe()
                .with(waits -> tell(asked, waits), failure -> {
                    lost(failure);
                    tell(asked, alone(asked));
                });
    }

    /** The tokens to ask for now; none while a question is under way. */
    private synchronized List<Want> next() {
        List<Want> next = new ArrayList<>();
        if (!asking) {
            while (!wanted.isEmpty() && next.size() < MOST_AT_ONCE) {
                next.add(wanted.remove());
            }
            asking = !next.isEmpty();
        }
        return next;
    }

    private void tell(List<Want> asked, List<Duration> waits) {
        try {
            for (int i = 0; i < asked.size(); i++) {
                if (asked.get(i).told() != null) {
                    asked.get(i).told().accept(waits.get(i));
                }
            }
        } finally {
            synchronized (this) {
                asking = false;
            }
            ask();
        }
    }

    /** One sum for each bucket: tokens that are owed come before tokens that are asked for now. */
    private static List<Wanted> sums(List<Want> asked, List<Want> owed) {
        Map<Bucket, Wanted> sums = new LinkedHashMap<>();
        Stream.concat(owed.stream(), asked.stream())
                .forEach(want -> sums.merge(
                        want.bucket(),
                        new Wanted(want.bucket(), want.rate(), want.tokens()),
                        (one, other) -> new Wanted(one.bucket(), one.rate(), one.tokens() + other.tokens())));
        return List.copyOf(sums.values());
    }

    /** The ledger's buckets have filled up for all that was taken beside them while it could not be asked. */
    private synchronized List<Want> owed() {
        long now = nanoClock.getAsLong();
        return share.entrySet().stream()
                .map(part -> new Want(
                        part.getKey(), part.getValue().rate(), part.getValue().owed(now), null))
                .toList();
    }

    /** How long to wait for each; tokens of one bucket may be used one after the other. */
    private List<Duration> waits(List<Want> asked, Answer answer) {
        found(answer, asked);
        Map<Bucket, Integer> left = new HashMap<>();
        asked.forEach(want -> left.merge(want.bucket(), want.tokens(), Integer::sum));
        return asked.stream()
                .map(want -> answer.taken()
                        .get(want.bucket())
                        .wait(left.merge(want.bucket(), -want.tokens(), Integer::sum), want.rate()))
                .toList();
    }

    private synchronized List<Duration> alone(List<Want> asked) {
        long now = nanoClock.getAsLong();
        return asked.stream()
                .map(want -> Duration.ofNanos(part(want, now).take(want.tokens(), now)))
                .toList();
    }

    private TokenShare part(Want want, long now) {
        return share.computeIfAbsent(
                want.bucket(),
                bucket -> new TokenShare(want.rate(), replicas, Math.max(now, promised.getOrDefault(bucket, now))));
    }

    private synchronized boolean isAway() {
        return away && nanoClock.getAsLong() - awayUntil < 0;
    }

    private void lost(Throwable failure) {
        boolean first;
        synchronized (this) {
            first = !away;
            away = true;
            awayUntil = nanoClock.getAsLong() + PAUSE.toNanos();
        }
        if (first && !OwnClose.isCauseOf(failure)) {
            LOG.with("failure", String.valueOf(failure.getMessage()))
                    .warn("The replicas' request budget cannot be reached; this replica takes its share of it");
        }
    }

    private synchronized void found(Answer answer, List<Want> asked) {
        replicas = Math.max(1, answer.replicas());
        away = false;
        share.clear();
        long now = nanoClock.getAsLong();
        promised.values().removeIf(until -> until <= now);
        asked.forEach(want -> promised.put(
                want.bucket(),
                now + answer.taken().get(want.bucket()).wait(0, want.rate()).toNanos()));
    }
}
