package io.muster.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    @Test
    void theGuideHasTheMessageOfEachAction() throws IOException {
        // when
        String guide = Files.readString(Path.of("docs", "access.md"));

        // then
        assertThat(Stream.of(AuditLog.Action.values()).map(AuditLog.Action::message))
                .allSatisfy(message -> assertThat(guide).contains("`" + message + "`"));
    }
}
