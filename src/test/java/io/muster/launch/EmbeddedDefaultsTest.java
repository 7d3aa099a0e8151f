package io.muster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Without any setting, a test has a PostgreSQL with the schema in it. */
@QuarkusTest
class EmbeddedDefaultsTest {

    @Inject
    Pool pool;

    @Test
    void theDatabaseIsThereWithTheSchema() {
        // when
        Long tables = pool.query("select count(*) from information_schema.tables where table_name = 'resource'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);

        // then
        assertThat(tables).isEqualTo(1);
    }
}
