package io.muster.launch;

import io.muster.platform.TrueOrFalse;
import io.quarkus.runtime.annotations.ConfigDocMapKey;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts that are registered at start, by account id: what stands here wins over what was registered over REST. */
@ConfigMapping(prefix = "muster.accounts")
public interface AccountsConfig {

    /** The accounts by id, for example {@code muster.accounts."111111111111".role-arn}. */
    @WithParentName
    @ConfigDocMapKey("account-id")
    Map<String, AccountConfig> byId();

    /** One account. */
    interface AccountConfig {

        /** A name for people. */
        Optional<String> name();

        /** The role to assume in it; none for the account of Muster's own credentials. */
        Optional<String> roleArn();

        /** The {@code sts:ExternalId} that the role's trust policy asks for. */
        Optional<String> externalId();

        /** The regions to scan; none for every region that is enabled for the account. */
        Optional<List<String>> regions();

        /** Whether schedules and scans of all accounts reach it. */
        @WithDefault("true")
        @WithConverter(TrueOrFalse.class)
        boolean enabled();

        /** {@code every 1h}, or a Quartz cron expression in UTC; none for scans by request only. */
        Optional<String> schedule();
    }
}
