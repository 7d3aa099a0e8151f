package io.muster.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Jobs of a later version in the shared tables of Quartz, after an upgrade was taken back. */
class LaterJobsTest {

    private static final String SCHEDULER = "io.quarkus.quartz.runtime.QuartzSchedulerImpl";

    /** Quarkus may word it otherwise one day. */
    @Test
    void theWarningAboutThemIsTheOneThatIsFiltered() throws IOException {
        // given
        Properties settings = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/application.properties")) {
            settings.load(file);
        }

        // when
        String filtered = settings.getProperty("quarkus.log.filter.\"" + SCHEDULER + "\".if-starts-with");

        // then
        assertThat(filtered).isNotBlank().doesNotContain(",");
        try (InputStream code =
                getClass().getResourceAsStream("/" + SCHEDULER.replace('.', '/') + "$InvokerJob.class")) {
            assertThat(new String(code.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .contains(filtered);
        }
    }
}
