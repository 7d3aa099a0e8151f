package io.muster.launch;

import io.muster.account.Account;
import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoConfig;
import io.muster.ui.UiConfig;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** What a try-out adds to the start: the demo accounts, and in dev mode a word on where to go from here. */
@ApplicationScoped
class DemoLaunch {

    private static final Logger LOGGER = Logger.getLogger("muster");

    private final DemoConfig config;
    private final DemoCloud cloud;
    private final String host;
    private final int port;
    private final String database;
    private final UiConfig ui;

    DemoLaunch(
            DemoConfig config,
            DemoCloud cloud,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            UiConfig ui) {
        this.config = config;
        this.cloud = cloud;
        this.host = host;
        this.port = port;
        this.database = database;
        this.ui = ui;
    }

    Stream<Account> accounts() {
        return config.enabled() ? cloud.accounts().stream().map(DemoLaunch::account) : Stream.of();
    }

    void announce() {
        if (!config.enabled() || LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            return;
        }
        List<DemoAccount> accounts = cloud.accounts();
        LOGGER.infof("PostgreSQL    %s (embedded unless muster.database.host is set)", database);
        LOGGER.infof(
                "Demo cloud    %d accounts (%s), being scanned now; no AWS account is touched",
                accounts.size(), accounts.stream().map(DemoAccount::accountId).collect(Collectors.joining(", ")));
        if (ui.enabled()) {
            LOGGER.infof("Pages         http://%s:%d/", host, port);
        }
        LOGGER.infof(
                "GraphQL       http://%s:%d/q/graphql-ui  try: { findings(first: 5) { nodes { title } } }", host, port);
        LOGGER.infof(
                "REST          curl -X POST http://%s:%d/api/v1/accounts/%s/scans",
                host, port, accounts.get(0).accountId());
    }

    private static Account account(DemoAccount account) {
        return new Account(
                account.accountId(),
                account.name(),
                account.roleArn(),
                account.externalId(),
                account.regions(),
                true,
                null,
                null);
    }
}
