package io.muster.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.launch.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts that are registered by settings. */
class ConfiguredAccountsIT {

    @Test
    void oneThatCannotBeRegisteredStopsTheStartWithAWordOnIt() {
        // given
        Map<String, String> settings = Map.of(
                "MUSTER_DATABASE_PORT",
                String.valueOf(TestDatabase.port()),
                "MUSTER_DATABASE_NAME",
                Tasks.inNewDatabase().database(),
                "MUSTER_DATABASE_USERNAME",
                TestDatabase.USER,
                "MUSTER_DATABASE_PASSWORD",
                TestDatabase.USER,
                "MUSTER_AUTH_ENABLED",
                "false",
                "MUSTER_ACCOUNTS__444444444444__REGIONS",
                "eu-central-1,nowhere");

        // when
        Replica replica = Replica.start("accounts", settings);

        // then
        try {
            replica.join();
            assertThat(replica.log())
                    .contains("Account 444444444444 of the settings cannot be registered: "
                            + "regions[1]: \"nowhere\" is not an AWS region")
                    .doesNotContain("\tat ");
        } finally {
            replica.kill();
        }
    }
}
