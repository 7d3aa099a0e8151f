package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rescan of an estate that did not change writes no row. */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class UnchangedTest {

    private static final List<String> TABLES =
            List.of("resource", "resource_version", "resource_change", "resource_link", "finding");

    @Test
    void aRescanOfTheSameEstateWritesNoRow() throws SQLException {
        // given
        Mustered.once();
        Map<String, List<String>> before = rows();
        assertThat(before.get("resource")).isNotEmpty();

        // when
        JsonNode scan = Muster.scan(Mustered.ACCOUNT);

        // then
        assertThat(scan.path("progress").path("resourcesSeen").asInt()).isPositive();
        assertThat(scan.path("progress").path("resourcesChanged").asInt()).isZero();
        assertThat(scan.path("progress").path("findingsOpened").asInt()).isZero();
        assertThat(scan.path("progress").path("findingsResolved").asInt()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    /**
     * Every row's writing transaction and place in its table: one that is written again, even with the same values, gets
     * others. pg_stat_user_tables would count as well, but only once a backend has reported, up to ten seconds later.
     */
    private static Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        try (Connection connection = AnotherAws.database();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                rows.put(table, rows(statement, table));
            }
        }
        return rows;
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery("select xmin || ' ' || ctid from " + table + " order by ctid")) {
            while (result.next()) {
                rows.add(table + " " + result.getString(1));
            }
        }
        return rows;
    }
}
