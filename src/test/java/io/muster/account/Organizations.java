package io.muster.account;

import io.muster.aws.AwsClients;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Organizations with settings of their own, for tests of other packages. */
public final class Organizations {

    private Organizations() {}

    /**
     * An organization that is enabled.
     *
     * @param settings below {@code muster.organization}
     */
    public static Organization of(Map<String, String> settings, AwsClients clients, Accounts accounts, Pool pool) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("enabled", "true");
        return new Organization(OrganizationSettings.of(all), clients, accounts, pool, Clock.systemUTC());
    }
}
