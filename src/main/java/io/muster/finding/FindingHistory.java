package io.muster.finding;

import io.muster.inventory.query.Database;
import io.muster.inventory.query.Keyed;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the history of findings: the steps between their states. Superseded states are kept for a limited time. */
@ApplicationScoped
public class FindingHistory {

    private static final String STATES = """
            select v.finding_id, v.valid_from as at, v.state from finding_version v join known f on f.id = v.finding_id
            union all
            select f.id, f.changed_at, to_jsonb(f) from known f""";

    /** Where the first state is no longer kept, only the time of the opening is known. */
    private static final String STEPS = """
            select s.finding_id, greatest(s.at, f.first_seen_at) as at, s.state, true as kept,
                   lag(s.state) over (partition by s.finding_id order by s.at) as before, f.first_seen_at
            from state s join known f on f.id = s.finding_id
            union all
            select f.id, f.first_seen_at, null, false, null, f.first_seen_at from known f
            where not exists (select 1 from state s where s.finding_id = f.id and s.at <= f.first_seen_at)""";

    private static final String TYPE = """
            case when s.before is null then 'OPENED'
                 when s.state ->> 'status' = 'RESOLVED' then case when s.before ->> 'status' <> 'RESOLVED' then 'RESOLVED' end
                 when s.before ->> 'status' = 'RESOLVED' then 'REOPENED'
                 when s.state ->> 'status' <> s.before ->> 'status'
                     then case s.state ->> 'status' when 'SUPPRESSED' then 'SUPPRESSED' else 'RETURNED' end
                 when s.state ->> 'stale' = 'true' and s.before ->> 'stale' = 'false' then 'STALE'
                 when c.fields <> '{}' then 'CHANGED'
                 when s.state ->> 'stale' = 'false' and s.before ->> 'stale' = 'true' then 'CONFIRMED' end""";

    private static final String FIELDS = """
            select coalesce(array_agg(name order by name), '{}') as fields from unnest(array['severity', 'message', 'evidence']) name
            where s.before is not null and s.state -> name <> s.before -> name""";

    private static final String SELECT = """
            select p.*, row_number() over (partition by p.batch_key order by p.at desc) as place
            from (select s.finding_id::text as batch_key, s.at, t.type, s.state ->> 'scan_id' as scan_id,
                         s.state ->> 'severity' as severity, s.state ->> 'message' as message, c.fields,
                         case when 'severity' = any (c.fields) then s.before ->> 'severity' end as severity_before,
                         case when t.type = 'RESOLVED' then s.state ->> 'resolution' end as resolution,
                         case when t.type in ('OPENED', 'CHANGED', 'RESOLVED', 'REOPENED') then s.state ->> 'because' end as because
                  from step s, lateral (%s) c, lateral (select %s as type) t
                  where t.type is not null and (s.before is not null or s.at <= s.first_seen_at)) p""".formatted(FIELDS, TYPE);

    private final Database database;

    FindingHistory(Database database) {
        this.database = database;
    }

    /**
     * The steps of each finding, the latest first, by the finding's id.
     *
     * @param first how many of each at most
     */
    public Uni<Map<String, List<FindingStep>>> of(AccountScope accounts, Collection<String> ids, int first) {
        ids.forEach(UUID::fromString); // nothing else is a finding's id
        Sql select = Sql.of("with known as (select * from finding f where f.id = any(cast(")
                .texts(ids)
                .add(" as uuid[])) and ")
                .add(Sql.within(accounts, "f.account_id"))
                .add("), state as (" + STATES + "), step as (" + STEPS + ") select * from (" + SELECT
                        + ") q where place <= ")
                .number(first)
                .add(" order by batch_key, place");
        return database.keyed(select, FindingStep.class).map(Keyed::lists);
    }
}
