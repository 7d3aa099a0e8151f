package io.muster.finding;

import io.muster.inventory.kind.Scope;
import io.muster.platform.BoundedSteps;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Updates unresolved findings to match the exemptions: a finding is suppressed while an exemption covers it, and open otherwise.
 * Where several cover it, it refers to the oldest. Every call runs in the caller's transaction, which must hold the scope's lock.
 */
public final class ExemptionCover {

    private static final int AT_A_TIME = 2_000;

    private static final String ANY = "select 1 from exemption where covers limit 1";

    /**
     * Says of all findings at once what the function {@code exempts} says of one: to ask it of each finding and each exemption would
     * take longer than a statement may. The exemptions that concern the scope, the oldest of those that are alike, are joined to findings by
     * the resource, the rule or a tag of the resource.
     *
     * <p>The change gets a time just after that of the scan that opened the finding: both are steps of its history.
     */
    private static final String MOVE = """
            with standing as materialized (
                select f.id, f.rule_id, f.resource_arn, f.status, f.exemption_id
                from finding f
                where f.account_id = $1 and f.region = $2 and f.status <> 'RESOLVED' %s),
            meant as materialized (
                select min(e.id) as id, e.rule_id, e.resource_arn, e.tag_key, e.tag_value
                from exemption e
                         left join account a on a.account_id = $1 and a.left_organization_at is null
                where e.covers and coalesce(e.ends_at > $3, true)
                  and (e.account_id is null or e.account_id = $1) and (e.region is null or e.region = $2)
                  and (e.ou_path is null or e.ou_path = a.organization_path
                       or (e.ou_path = '/' and a.organization_path is not null)
                       or starts_with(a.organization_path, e.ou_path || '/'))
                group by e.rule_id, e.resource_arn, e.tag_key, e.tag_value),
            tag as materialized (
                select r.arn, t.key, t.value
                from (select distinct resource_arn as arn from standing
                      where exists (select 1 from meant where tag_key is not null)) s
                         cross join lateral (select arn, tags from resource where resource.arn = s.arn offset 0) r
                         cross join lateral jsonb_each_text(r.tags) t
                where t.key in (select tag_key from meant)),
            tagged as (
                select m.id, m.rule_id, m.resource_arn, t.arn
                from meant m join tag t on t.key = m.tag_key and t.value = m.tag_value
                union all
                select m.id, m.rule_id, m.resource_arn, t.arn
                from meant m join tag t on t.key = m.tag_key where m.tag_value is null),
            covered as (
                select s.id, m.id as exemption_id
                from standing s join meant m on m.resource_arn = s.resource_arn
                where m.tag_key is null and coalesce(m.rule_id, s.rule_id) = s.rule_id
                union all
                select s.id, m.id
                from standing s join meant m on m.rule_id = s.rule_id
                where m.tag_key is null and m.resource_arn is null
                union all
                select s.id, m.id
                from standing s cross join meant m
                where m.tag_key is null and m.resource_arn is null and m.rule_id is null
                union all
                select s.id, t.id
                from standing s join tagged t on t.arn = s.resource_arn
                where coalesce(t.resource_arn, s.resource_arn) = s.resource_arn and coalesce(t.rule_id, s.rule_id) = s.rule_id),
            candidate as (
                select s.id, s.status, c.exemption_id
                from standing s
                         left join (select id, min(exemption_id) as exemption_id from covered group by id) c on c.id = s.id
                where s.exemption_id is distinct from c.exemption_id
                order by s.id limit $4)
            update finding f
            set exemption_id = c.exemption_id, status = case when c.exemption_id is null then 'OPEN' else 'SUPPRESSED' end,
                changed_at = greatest($3, f.changed_at + interval '1 microsecond')
            from candidate c
            where f.id = c.id
            returning f.id, f.rule_id, f.resource_kind, f.area, f.severity, c.status, f.status as status_now
            """;

    /** Restricts the statement to findings in the scope of one exemption, or covered by it until now. */
    private static final String OF_ONE = """
            and (f.exemption_id = $5 or exists (select 1 from exemption x where x.id = $5 and x.covers and exempts(x, f)))
            and f.rule_id = coalesce((select x.rule_id from exemption x where x.id = $5), f.rule_id)
            and f.resource_arn = coalesce((select x.resource_arn from exemption x where x.id = $5), f.resource_arn)""";

    private static final String OF_SCOPE = MOVE.formatted("");
    private static final String OF_EXEMPTION = MOVE.formatted(OF_ONE);

    private ExemptionCover() {}

    /** Updates all findings of the scope, in the transaction of a scan that settles them. */
    static Uni<Map<FindingEventType, List<UUID>>> ofScope(
            SqlConnection connection, Scope scope, Instant at, Tally tally) {
        Moved moved = new Moved(tally);
        Tuple values = values(scope, at, AT_A_TIME);
        return connection
                .query(ANY)
                .execute()
                .chain(any -> any.size() == 0
                        ? Uni.createFrom().item(0)
                        : BoundedSteps.whileAtLeast(
                                AT_A_TIME,
                                () -> connection
                                        .preparedQuery(OF_SCOPE)
                                        .execute(values)
                                        .map(moved::take)))
                .map(done -> moved.events);
    }

    /**
     * Updates findings in the scope of one exemption, or covered by it until now.
     *
     * @param most how many at most
     * @return how many were updated; fewer than {@code most} where none are left
     */
    public static Uni<Integer> ofExemption(
            SqlConnection connection, Scope scope, Instant at, long exemptionId, int most) {
        Moved moved = new Moved(new Tally());
        return connection
                .preparedQuery(OF_EXEMPTION)
                .execute(values(scope, at, most).addLong(exemptionId))
                .map(moved::take)
                .call(() -> Rollups.record(connection, scope, at, moved.tally))
                .call(() -> FindingEvents.publish(connection, scope.accountId(), at, moved.events));
    }

    private static Tuple values(Scope scope, Instant at, int most) {
        return Tuple.of(scope.accountId(), scope.region(), at.atOffset(ZoneOffset.UTC), most);
    }

    /** Gathers the findings that were suppressed or reopened, with the series in which they were counted before. */
    private static final class Moved {
        private final Tally tally;
        private final Map<FindingEventType, List<UUID>> events = new EnumMap<>(FindingEventType.class);

        Moved(Tally tally) {
            this.tally = tally;
        }

        int take(Iterable<Row> rows) {
            return StreamSupport.stream(rows.spliterator(), false)
                    .mapToInt(this::take)
                    .sum();
        }

        private int take(Row row) {
            FindingStatus now = FindingStatus.valueOf(row.getString("status_now"));
            if (!now.name().equals(row.getString("status"))) {
                tally.exempted(SeriesKey.of(row), now);
                FindingEventType type =
                        now == FindingStatus.SUPPRESSED ? FindingEventType.SUPPRESSED : FindingEventType.RETURNED;
                events.computeIfAbsent(type, none -> new ArrayList<>()).add(row.getUUID("id"));
            }
            return 1;
        }
    }
}
