package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.finding.FindingPurge;
import io.muster.graphql.ReadsOnly;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Purging an account forgets no table. */
@QuarkusTest
@TestProfile(ReadsOnly.class)
class AccountPurgeTablesTest {

    /** Tables with rows of an account that outlive it, with the reason. */
    private static final Map<String, String> STAY = Map.of(
            "account", "the registration goes first",
            "account_purge", "goes last",
            "account_purged", "tells that the past before is not known",
            "exemption", "who accepted which risk stays on record; it is ended",
            "scan_task", "scans stay in the list of scans",
            "organization_account", "follows the organization",
            "scan_gap", "scans stay in the list of scans",
            "request_bucket", "what AWS lets us ask for is the same if the account comes back");

    @Inject
    Pool pool;

    @Test
    void everyTableWithRowsOfAnAccountIsPurgedOrIsToStay() {
        // given
        Set<String> gone = new TreeSet<>(AccountPurge.TABLES);
        gone.addAll(FindingPurge.TABLES);
        gone.addAll(names("select distinct c.conrelid::regclass::text from pg_constraint c where c.contype = 'f'"
                + " and c.confdeltype = 'c' and c.confrelid::regclass::text = any('{" + String.join(",", gone)
                + "}')"));
        gone.addAll(STAY.keySet());

        // when
        List<String> tables = names("select c.table_name::text from information_schema.columns c"
                + " join information_schema.tables t using (table_schema, table_name) where c.column_name = 'account_id'"
                + " and t.table_type = 'BASE TABLE' and c.table_schema = current_schema()");

        // then
        assertThat(tables).contains("resource", "attack_path", "exemption");
        assertThat(gone).containsAll(tables);
    }

    private List<String> names(String select) {
        List<String> names = new ArrayList<>();
        pool.query(select).execute().await().atMost(Duration.ofMinutes(1)).forEach(row -> names.add(row.getString(0)));
        return names;
    }
}
