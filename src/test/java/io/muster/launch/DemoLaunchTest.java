package io.muster.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.account.Account;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoConfig;
import io.muster.demo.DemoSize;
import io.muster.scan.ScanRequest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is scanned at a first start. */
class DemoLaunchTest {

    private static final String DEMO_ACCOUNT = "222222222222";

    @Test
    void aDemoAccountIsScannedDayByDayUpToThePresent() {
        DemoLaunch launch = launch(Map.of("muster.demo.enabled", "true", "muster.demo.history-days", "3"));

        assertThat(launch.firstScans(DEMO_ACCOUNT))
                .extracting(ScanRequest::behind)
                .containsExactly(Duration.ofDays(3), Duration.ofDays(2), Duration.ofDays(1), Duration.ZERO);
        assertThat(launch.firstScans(DEMO_ACCOUNT))
                .allSatisfy(scan -> assertThat(scan.accountIds()).containsExactly(DEMO_ACCOUNT));
    }

    @Test
    void onMostDaysOfTheHistoryOnlyChangingKindsAreListed() {
        DemoLaunch launch = launch(Map.of("muster.demo.enabled", "true", "muster.demo.history-days", "7"));

        assertThat(launch.firstScans(DEMO_ACCOUNT))
                .extracting(ScanRequest::kinds)
                .containsExactly(
                        null,
                        DemoLaunch.CHANGING,
                        DemoLaunch.CHANGING,
                        DemoLaunch.CHANGING,
                        DemoLaunch.CHANGING,
                        null,
                        DemoLaunch.CHANGING,
                        null);
    }

    @ParameterizedTest
    @CsvSource({
        "an account of AWS,                  999999999999, true,  30",
        "a demo account without the demo,    222222222222, false, 30",
        "a demo account without history,     222222222222, true,  0"
    })
    void thePresentAloneIsScannedOf(String of, String accountId, String enabled, String days) {
        DemoLaunch launch = launch(Map.of("muster.demo.enabled", enabled, "muster.demo.history-days", days));

        assertThat(launch.firstScans(accountId))
                .as(of)
                .extracting(ScanRequest::behind)
                .containsExactly(Duration.ZERO);
    }

    @Test
    void demoAccountsHaveTheScheduleThatIsSet() {
        assertThat(launch(Map.of("muster.demo.enabled", "true", "muster.demo.schedule", "every 5m"))
                        .accounts())
                .extracting(Account::schedule)
                .containsExactly("every 5m", "every 5m");
        assertThat(launch(Map.of("muster.demo.enabled", "true")).accounts())
                .extracting(Account::schedule)
                .containsOnlyNulls();
    }

    private static DemoLaunch launch(Map<String, String> settings) {
        DemoConfig config = new SmallRyeConfigBuilder()
                .withMapping(DemoConfig.class)
                .withSources(new PropertiesConfigSource(new HashMap<>(settings), "test", 100))
                .build()
                .getConfigMapping(DemoConfig.class);
        return new DemoLaunch(config, new DemoCloud(new DemoSize(2, List.of("eu-central-1"), 25, 42)));
    }
}
