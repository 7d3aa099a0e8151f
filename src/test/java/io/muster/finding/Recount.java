package io.muster.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** SQL that counts findings anew, as the migration does for what was found before there were counts. */
public final class Recount {

    private static final String MIGRATION = "/db/migration/V4__finding_rollups.sql";
    private static final String BEGIN = "-- What was found before";

    /** Every level's counts that differ from a recount of the findings. */
    public static final String DIFFERENCES = """
            with recount as (
                select 'SCOPE' as level, account_id, region, rule_id, resource_kind, area, severity, status, count(*) as findings
                from finding group by account_id, region, rule_id, resource_kind, area, severity, status
                union all
                select 'ACCOUNT', account_id, '', '', '', area, severity, status, count(*)
                from finding group by account_id, area, severity, status
                union all
                select 'ESTATE', '', region, rule_id, resource_kind, area, severity, status, count(*)
                from finding group by region, rule_id, resource_kind, area, severity, status),
            history as (
                select s.*, (select coalesce(sum(delta), 0) from finding_trend_hour where series_id = s.id) as by_hour,
                       (select coalesce(sum(delta), 0) from finding_trend_day where series_id = s.id) as by_day
                from finding_series s
                where status in ('OPEN', 'SUPPRESSED', 'RESOLVED'))
            select to_jsonb(h) || to_jsonb(r) as difference
            from history h full join recount r using (level, account_id, region, rule_id, resource_kind, area, severity, status)
            where coalesce(h.findings, 0) <> coalesce(r.findings, 0) or h.findings <> h.by_hour or h.findings <> h.by_day
            """;

    private Recount() {}

    /** For tests that put rows into the tables themselves. */
    public static String statements() {
        try (InputStream file = Recount.class.getResourceAsStream(MIGRATION)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return "truncate finding_series cascade; " + text.substring(text.indexOf(BEGIN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
