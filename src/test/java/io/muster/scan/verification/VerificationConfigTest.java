package io.muster.scan.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.platform.Settings;
import io.smallrye.config.ConfigValidationException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationConfigTest {

    private static VerificationConfig with(Map<String, String> settings) {
        return Settings.checked(VerificationConfig.class, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-PT1S", "10ms"})
    void aTimeLimitInWhichNothingCanBeAskedIsRefused(String limit) {
        assertThatThrownBy(() -> with(Map.of("muster.verification.time-limit", limit)))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("muster.verification.time-limit must be at least one second");
    }

    @Test
    void theDefaultsAreGood() {
        assertThat(with(Map.of()).timeLimit()).isEqualTo(Duration.ofSeconds(60));
    }
}
