package io.muster.finding;

import io.muster.inventory.Batch;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The bulk statements behind {@link Findings}. */
final class FindingWrites {

    private static final String OPEN = """
            insert into finding (id, rule_id, resource_arn, resource_id, resource_kind, area, severity, severity_rank,
                                 message, evidence, content_hash, account_id, region, status, first_seen_at, last_seen_at,
                                 because)
            select id, rule_id, arn, resource_id, kind, area, severity, rank, message, evidence::jsonb, hash,
                   $12, $13, 'OPEN', $14, $14, because
            from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[],
                        $9::text[], $10::text[], $11::bytea[], $15::text[])
                as new (id, rule_id, arn, resource_id, kind, area, severity, rank, message, evidence, hash, because)
            """;

    private static final String CHANGE = """
            update finding
            set severity = new.severity, severity_rank = new.rank, message = new.message, evidence = new.evidence::jsonb,
                content_hash = new.hash, stale = false, changed_at = $7, because = new.because%s
            from unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::text[], $6::bytea[], $8::text[])
                as new (id, severity, rank, message, evidence, hash, because)
            where finding.id = new.id
            """;

    private static final String REOPENED =
            ", status = 'OPEN', resolved_at = null, resolution = null, reopened_count = reopened_count + 1";

    /**
     * A finding without a verdict means that its resource is gone or, if the resource exists, that its rule is: a rule judges
     * every resource of its kind.
     */
    private static final String RESOLVE = """
            update finding
            set status = 'RESOLVED', exemption_id = null, stale = false, resolved_at = $3, changed_at = $3, last_seen_at = greatest(old.confirmed, last_seen_at),
                because = old.because, resolution = coalesce(old.resolution,
                                      case when exists (select 1 from resource r
                                                        where r.arn = finding.resource_arn and r.deleted_at is null)
                                               then 'RULE_WITHDRAWN' else 'RESOURCE_GONE' end)
            from unnest($1::uuid[], $2::timestamptz[], $4::text[], $5::text[]) as old (id, confirmed, resolution, because)
            where finding.id = old.id
            """;

    private static final String STALE = """
            update finding
            set stale = true, changed_at = $3, last_seen_at = greatest(old.confirmed, last_seen_at)
            from unnest($1::uuid[], $2::timestamptz[]) as old (id, confirmed)
            where finding.id = old.id
            """;

    private final SqlConnection connection;
    private final Scope scope;
    private final OffsetDateTime at;
    private final JudgedRules rules;

    /** @param rules tell which rules changed */
    FindingWrites(SqlConnection connection, Scope scope, Instant at, JudgedRules rules) {
        this.connection = connection;
        this.scope = scope;
        this.at = at.atOffset(ZoneOffset.UTC);
        this.rules = rules;
    }

    Uni<Void> open(List<FailedRule> failed) {
        return Batch.run(
                connection,
                OPEN,
                failed,
                chunk -> Tuple.tuple()
                        .addArrayOfUUID(Batch.column(chunk, FailedRule::id, new UUID[0]))
                        .addArrayOfString(Batch.column(chunk, f -> f.rule().ruleId(), new String[0]))
                        .addArrayOfString(Batch.column(chunk, f -> f.resource().arn(), new String[0]))
                        .addArrayOfString(Batch.column(chunk, f -> f.resource().resourceId(), new String[0]))
                        .addArrayOfString(
                                Batch.column(chunk, f -> f.resource().kind().name(), new String[0]))
                        .addArrayOfString(
                                Batch.column(chunk, f -> f.rule().area().name(), new String[0]))
                        .addArrayOfString(severities(chunk))
                        .addArrayOfInteger(ranks(chunk))
                        .addArrayOfString(Batch.column(chunk, FailedRule::message, new String[0]))
                        .addArrayOfString(Batch.column(chunk, FailedRule::evidence, new String[0]))
                        .addValue(hashes(chunk))
                        .addString(scope.accountId())
                        .addString(scope.region())
                        .addValue(at)
                        .addArrayOfString(changes(chunk, f -> f.rule().ruleId())));
    }

    Uni<Void> change(List<FailedRule> failed) {
        return change(failed, CHANGE.formatted(""));
    }

    /** Reopens them in one statement, because each statement writes a version. */
    Uni<Void> reopen(List<FailedRule> failed) {
        return change(failed, CHANGE.formatted(REOPENED));
    }

    private Uni<Void> change(List<FailedRule> failed, String statement) {
        return Batch.run(
                connection,
                statement,
                failed,
                chunk -> Tuple.tuple()
                        .addArrayOfUUID(Batch.column(chunk, FailedRule::id, new UUID[0]))
                        .addArrayOfString(severities(chunk))
                        .addArrayOfInteger(ranks(chunk))
                        .addArrayOfString(Batch.column(chunk, FailedRule::message, new String[0]))
                        .addArrayOfString(Batch.column(chunk, FailedRule::evidence, new String[0]))
                        .addValue(hashes(chunk))
                        .addValue(at)
                        .addArrayOfString(changes(chunk, f -> f.rule().ruleId())));
    }

    Uni<Void> resolve(List<Unconfirmed> findings) {
        return Batch.run(
                connection,
                RESOLVE,
                findings,
                chunk -> lastConfirmed(chunk)
                        .addValue(at)
                        .addArrayOfString(resolutions(chunk))
                        .addArrayOfString(changes(chunk, Unconfirmed::ruleId)));
    }

    Uni<Void> markStale(List<Unconfirmed> findings) {
        return Batch.run(
                connection, STALE, findings, chunk -> lastConfirmed(chunk).addValue(at));
    }

    private static Tuple lastConfirmed(List<Unconfirmed> chunk) {
        OffsetDateTime[] times = Batch.column(
                chunk,
                finding -> finding.lastConfirmedAt() == null
                        ? null
                        : finding.lastConfirmedAt().atOffset(ZoneOffset.UTC),
                new OffsetDateTime[0]);
        return Tuple.tuple()
                .addArrayOfUUID(Batch.column(chunk, Unconfirmed::id, new UUID[0]))
                .addArrayOfOffsetDateTime(times);
    }

    private static String[] resolutions(List<Unconfirmed> chunk) {
        return Batch.column(
                chunk,
                finding -> finding.resolution() == null
                        ? null
                        : finding.resolution().name(),
                new String[0]);
    }

    private <T> String[] changes(List<T> chunk, Function<T, String> ruleId) {
        return Batch.column(
                chunk,
                one -> {
                    FindingCause change = rules.change(ruleId.apply(one));
                    return change == null ? null : change.name();
                },
                new String[0]);
    }

    private static String[] severities(List<FailedRule> chunk) {
        return Batch.column(chunk, failed -> failed.severity().name(), new String[0]);
    }

    private static Integer[] ranks(List<FailedRule> chunk) {
        return Batch.column(chunk, failed -> failed.severity().rank(), new Integer[0]);
    }

    private static Object hashes(List<FailedRule> chunk) {
        return Batch.column(chunk, failed -> Buffer.buffer(failed.hash().bytes()), new Buffer[0]);
    }
}
