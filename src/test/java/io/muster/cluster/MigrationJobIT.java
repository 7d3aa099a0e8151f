package io.muster.cluster;

import static io.muster.cluster.Cluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.muster.launch.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The schema as it is migrated on Kubernetes: by a Job, while the application only looks whether it is there. */
@Tag("native")
class MigrationJobIT {

    private static final Path JOB = Path.of("deploy", "k8s", "components", "migration", "job.yaml");

    private final String database = Tasks.inNewDatabase().database();

    @Test
    void theApplicationStartsOnceTheJobIsDone() throws IOException {
        Replica early = start("early", ofTheApplication());
        early.join();
        assertThat(early.exitCode()).isNotZero();
        assertThat(early.log()).contains("Validate failed");

        Replica job = start("migration", ofTheJob());
        job.join();
        assertThat(job.exitCode()).as("target/cluster/migration.log").isZero();

        Replica application = start("application", ofTheApplication());
        try {
            await().atMost(PATIENCE).until(() -> {
                assertThat(application.runs())
                        .as("target/cluster/application.log")
                        .isTrue();
                return Client.of(application).isUp(application.readiness());
            });
        } finally {
            application.kill();
        }
    }

    private Replica start(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("MUSTER_DATABASE_PORT", String.valueOf(TestDatabase.port()));
        all.put("MUSTER_DATABASE_NAME", database);
        all.put("MUSTER_DATABASE_USERNAME", TestDatabase.USER);
        all.put("MUSTER_DATABASE_PASSWORD", TestDatabase.USER);
        all.put("MUSTER_AUTH_ENABLED", "false");
        return Replica.start(name, all);
    }

    /** As the component sets them. */
    private static Map<String, String> ofTheApplication() {
        return Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false", "QUARKUS_FLYWAY_VALIDATE_AT_START", "true");
    }

    /** The Job's own, which win over the application's. */
    private static Map<String, String> ofTheJob() throws IOException {
        Map<String, String> settings = new HashMap<>(ofTheApplication());
        settings.put("MUSTER_AUTH_USERS_FILE", "/etc/muster/users-that-are-not-mounted-here");
        Job job = new YAMLMapper().readValue(JOB.toFile(), Job.class);
        for (EnvVar variable :
                job.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv()) {
            if (variable.getValue() != null) {
                settings.put(variable.getName(), variable.getValue());
            }
        }
        return settings;
    }
}
