package io.muster.launch;

import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.ui.UiConfig;
import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Log messages with the addresses of the database, the demo cloud and Muster's own interfaces, each with a first call. */
@ApplicationScoped
class Addresses {

    private static final Logger LOGGER = Logger.getLogger("muster");

    private final DemoCloud cloud;
    private final String database;
    private final String address;
    private final UiConfig pages;
    private final boolean graphQlUi;

    Addresses(
            DemoCloud cloud,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String database,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port,
            UiConfig pages,
            @ConfigProperty(name = "quarkus.smallrye-graphql.ui.enabled", defaultValue = "true") boolean graphQlUi) {
        this.cloud = cloud;
        this.database = database;
        this.address = "http://" + host + ":" + port;
        this.pages = pages;
        this.graphQlUi = graphQlUi;
    }

    void log() {
        List<DemoAccount> accounts = cloud.accounts();
        LOGGER.infof("PostgreSQL    %s%s", database, embedded());
        LOGGER.infof(
                "Demo cloud    %d accounts (%s); no AWS account is touched",
                accounts.size(), accounts.stream().map(DemoAccount::accountId).collect(Collectors.joining(", ")));
        if (pages.enabled()) {
            LOGGER.infof("Pages         %s/", address);
        }
        LOGGER.infof(
                "GraphQL       %s%s  try: { findings(first: 5, filter: {statuses: [OPEN]}) { nodes { severity title } } }",
                address, graphQlUi ? "/q/graphql-ui" : "/graphql");
        LOGGER.infof(
                "REST          curl -X POST %s/api/v1/accounts/%s/scans",
                address, accounts.get(0).accountId());
    }

    private static String embedded() {
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? " (embedded unless muster.database.host is set)" : "";
    }
}
