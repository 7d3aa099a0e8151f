package io.muster.ops;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers in time and has the schema that this version needs. AWS is never asked. */
@Readiness
@ApplicationScoped
class DatabaseReady implements AsyncHealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final Schema schema;

    DatabaseReady(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return schema.isCurrent()
                .map(current ->
                        current ? answer().up() : answer().down().withData("reason", "the schema is not current"))
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(() -> answer().down().withData("reason", "the database does not answer"))
                .map(HealthCheckResponseBuilder::build);
    }

    private static HealthCheckResponseBuilder answer() {
        return HealthCheckResponse.named("database");
    }
}
