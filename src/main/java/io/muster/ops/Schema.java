package io.muster.ops;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Whether the database has the schema that this version was built for, or a later one. */
@ApplicationScoped
class Schema {

    private static final String APPLIED = "select 1 from flyway_schema_history where version = $1 and success";

    private final Pool pool;
    private final Flyway flyway;
    private String wanted = "";

    Schema(Pool pool, Flyway flyway) {
        this.pool = pool;
        this.flyway = flyway;
    }

    void learn(@Observes StartupEvent event) {
        wanted = Arrays.stream(flyway.info().all())
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(MigrationVersion::compareTo)
                .map(MigrationVersion::getVersion)
                .orElse("");
    }

    /** Asks the database, and fails where it does not answer. */
    Uni<Boolean> isCurrent() {
        return pool.preparedQuery(APPLIED).execute(Tuple.of(wanted)).map(rows -> rows.rowCount() > 0);
    }
}
