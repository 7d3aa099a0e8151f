package io.muster.rest;

import io.muster.platform.CallerId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The first answers to requests with an Idempotency-Key, in PostgreSQL for all replicas. A request that is being worked on
 * holds its key by a lease: where its replica dies, the next one with that key and content does the work, perhaps again.
 */
@ApplicationScoped
class IdempotencyKeys {

    /** Takes the key if it is free, if it has expired, or if the lease of the attempt that holds it has run out. */
    private static final String CLAIM = """
            insert into idempotency_key as held (caller_source, caller_issuer, caller_subject, key, request_hash, attempt, leased_until,
                expires_at)
            values ($1, $2, $3, $4, $5, $6, now() + interval '1 minute', now() + interval '24 hours')
            on conflict (caller_source, caller_issuer, caller_subject, key) do update
            set request_hash = excluded.request_hash, attempt = excluded.attempt, leased_until = excluded.leased_until,
                expires_at = excluded.expires_at, status = null, headers = null, body = null
            where held.expires_at < now()
               or (held.status is null and held.leased_until < now() and held.request_hash = excluded.request_hash)
            """;

    private static final String HELD = """
            select request_hash, status, headers, body from idempotency_key
            where caller_source = $1 and caller_issuer = $2 and caller_subject = $3 and key = $4
            """;

    private static final String KEEP =
            "update idempotency_key set status = $2, headers = $3, body = $4 where attempt = $1 and status is null";

    private static final String RELEASE = "delete from idempotency_key where attempt = $1 and status is null";

    private final Pool pool;

    IdempotencyKeys(Pool pool) {
        this.pool = pool;
    }

    /** The outcome of a request with a key. */
    sealed interface Claim {}

    /** The request is to be worked on, as this attempt. */
    record Granted(UUID attempt) implements Claim {}

    /** The request was answered before. */
    record Answered(Answer answer) implements Claim {}

    /** The same request is being worked on. */
    record InFlight() implements Claim {}

    /** The key came with another request before. */
    record Reused() implements Claim {}

    /** An answer as it was sent; the body is JSON, or empty. */
    record Answer(int status, Map<String, String> headers, String body) {}

    Uni<Claim> claim(CallerId caller, String key, byte[] requestHash) {
        List<Object> owner = List.of(caller.source().wireName(), caller.issuer(), caller.subject(), key);
        UUID attempt = UUID.randomUUID();
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple(owner).addValue(Buffer.buffer(requestHash)).addUUID(attempt))
                .chain(claimed -> claimed.rowCount() > 0
                        ? Uni.createFrom().item(new Granted(attempt))
                        : pool.preparedQuery(HELD).execute(Tuple.tuple(owner)).map(held -> held(requestHash, held)));
    }

    private static Claim held(byte[] requestHash, RowSet<Row> rows) {
        if (rows.rowCount() == 0) {
            return new InFlight(); // it has just been released
        }
        Row row = rows.iterator().next();
        if (!Arrays.equals(row.getBuffer("request_hash").getBytes(), requestHash)) {
            return new Reused();
        }
        if (row.getInteger("status") == null) {
            return new InFlight();
        }
        Map<String, String> headers = row.getJsonObject("headers").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.valueOf(header.getValue())));
        return new Answered(new Answer(row.getInteger("status"), headers, row.getString("body")));
    }

    /** Keeps the answer, unless another has taken the work over meanwhile. */
    Uni<Void> keep(UUID attempt, Answer answer) {
        Tuple values = Tuple.of(attempt, answer.status(), new JsonObject(Map.copyOf(answer.headers())), answer.body());
        return pool.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    /** Lets the next request with the key be worked on. */
    Uni<Void> release(UUID attempt) {
        return pool.preparedQuery(RELEASE).execute(Tuple.of(attempt)).replaceWithVoid();
    }

    @Scheduled(
            identity = "expired-idempotency-keys",
            every = "10m",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> dropExpired() {
        return pool.query("delete from idempotency_key where expires_at < now()")
                .execute()
                .replaceWithVoid();
    }
}
