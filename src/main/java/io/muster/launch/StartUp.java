package io.muster.launch;

import io.muster.account.Account;
import io.muster.account.Accounts;
import io.muster.platform.MusterException;
import io.muster.scan.FirstScans;
import io.muster.scan.RuleUpgrades;
import io.muster.scan.Scans;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Registers the configured and the demo accounts at start, and requests scans of new ones. Where rules changed since the last
 * start, stored resources are judged again.
 */
@Startup
@ApplicationScoped
class StartUp implements HealthCheck {

    /** The order of this observer: after all others, so that its scans find a running worker, and its accounts the demo cloud. */
    private static final int LAST = 5_000;

    private final Accounts accounts;
    private final Scans scans;
    private final FirstScans firstScans;
    private final RuleUpgrades upgrades;
    private final AccountsConfig config;
    private final DemoLaunch demo;
    private final Guidance guidance;
    private volatile boolean done;

    StartUp(
            Accounts accounts,
            Scans scans,
            FirstScans firstScans,
            RuleUpgrades upgrades,
            AccountsConfig config,
            DemoLaunch demo,
            Guidance guidance) {
        this.accounts = accounts;
        this.scans = scans;
        this.firstScans = firstScans;
        this.upgrades = upgrades;
        this.config = config;
        this.demo = demo;
        this.guidance = guidance;
    }

    void register(@Observes @Priority(LAST) StartupEvent event) throws Throwable {
        List<Account> wanted = Stream.concat(configured(), demo.accounts()).toList();
        VertxContextSupport.subscribeAndAwait(() -> Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(this::registerAndScan)
                .collect()
                .last()
                .chain(upgrades::atStart));
        done = true;
        guidance.give();
    }

    /** Up once all work of the start is done. */
    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("start-up").status(done).build();
    }

    private Uni<Void> registerAndScan(Account account) {
        return accounts.register(account)
                .onFailure(MusterException.class)
                .transform(refusal -> unfit(account, refusal))
                .chain(registered -> isNew(registered))
                .chain(isNew -> isNew
                        ? scans.request(demo.firstScans(account.accountId())).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /** Whether the account is new, or was registered by a start that ended before requesting its scans. */
    private Uni<Boolean> isNew(Accounts.Registration registered) {
        return registered.created()
                ? Uni.createFrom().item(true)
                : firstScans.asked(registered.account().accountId()).map(asked -> !asked);
    }

    /** The failure of the start, which is shown as this message alone: it names the account and its faults. */
    private static ConfigurationException unfit(Account account, Throwable refusal) {
        return new ConfigurationException(
                "Account " + account.accountId() + " of the settings cannot be registered: " + refusal.getMessage());
    }

    private Stream<Account> configured() {
        return config.byId().entrySet().stream().map(StartUp::account);
    }

    private static Account account(Map.Entry<String, AccountsConfig.AccountConfig> entry) {
        AccountsConfig.AccountConfig account = entry.getValue();
        return new Account(
                entry.getKey(),
                account.name().orElse(null),
                account.roleArn().orElse(null),
                account.externalId().orElse(null),
                account.regions().orElse(null),
                account.enabled(),
                account.schedule().orElse(null),
                null);
    }
}
