package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.logging.json.runtime.JsonFormatter;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StructuredLogTest {

    private static final StructuredLog LOG = StructuredLog.of("io.muster.test.structured");
    private static final Logger LOGGER = Logger.getLogger("io.muster.test.structured");

    private final Kept kept = new Kept();

    @BeforeEach
    void listen() {
        LOGGER.addHandler(kept);
    }

    @AfterEach
    void leave() {
        LOGGER.removeHandler(kept);
    }

    @Test
    void fieldsAreNamedInJsonAndTheMessageIsAsWritten() {
        // when
        LOG.with("scanId", 17)
                .with("account", "a\"b\nc")
                .with("absent", null)
                .error("A task failed, {0} %s", new IllegalStateException("why"));

        // then
        JsonPath json = JsonPath.from(new JsonFormatter("", Set.of("ndc"), Map.of()).format(kept.only()));
        assertThat(json.getString("message")).isEqualTo("A task failed, {0} %s");
        assertThat(json.getString("level")).isEqualTo("ERROR");
        assertThat(json.getString("loggerName")).isEqualTo("io.muster.test.structured");
        assertThat(json.getMap("mdc")).hasSize(2).containsEntry("scanId", "17").containsEntry("account", "a\"b\nc");
        assertThat(json.getMap("$")).doesNotContainKey("ndc");
        assertThat(json.getString("exception.message")).isEqualTo("why");
    }

    @Test
    void fieldsFollowTheMessageInTextAndBreakNoLine() {
        // when
        LOG.with("scanId", 17).with("name", "x\nforged").warn("Something happened");

        // then
        assertThat(new PatternFormatter("%s%x%n").format(kept.only()))
                .isEqualTo("Something happened scanId=17 name=x?forged%n".formatted());
    }

    @Test
    void aLogWithoutFieldsAddsNothing() {
        // when
        LOG.info("Nothing to say");

        // then
        assertThat(new PatternFormatter("%s%x|").format(kept.only())).isEqualTo("Nothing to say|");
    }

    private static final class Kept extends Handler {
        private final List<ExtLogRecord> entries = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            entries.add(ExtLogRecord.wrap(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        private ExtLogRecord only() {
            assertThat(entries).hasSize(1);
            return entries.get(0);
        }
    }
}
