package io.muster.launch;

import io.muster.account.Account;
import io.muster.demo.DemoAccount;
import io.muster.demo.DemoCloud;
import io.muster.demo.DemoConfig;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.ScanRequest;
import io.muster.scan.ScanTrigger;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The additions of a try-out to the start: the demo accounts, and the scans of their past. */
@ApplicationScoped
class DemoLaunch {

    /**
     * The kinds whose resources in the demo cloud differ from day to day. On most days of the history only they are listed,
     * because all other listings would be the same.
     */
    static final List<ResourceKind> CHANGING = List.of(
            ResourceKind.INSTANCE,
            ResourceKind.VOLUME,
            ResourceKind.SNAPSHOT,
            ResourceKind.SECURITY_GROUP,
            ResourceKind.FLOW_LOG,
            ResourceKind.REGION_SETTINGS,
            ResourceKind.ROLE,
            ResourceKind.POLICY);

    /** Every how many days all kinds are listed: a kind that was not listed for a week counts as a gap. */
    private static final int WHOLE_EVERY = 5;

    private final DemoConfig config;
    private final DemoCloud cloud;

    DemoLaunch(DemoConfig config, DemoCloud cloud) {
        this.config = config;
        this.cloud = cloud;
    }

    Stream<Account> accounts() {
        return config.enabled() ? cloud.accounts().stream().map(this::account) : Stream.of();
    }

    /** The scans of an account that has not been scanned yet, in their order: of a demo account each day of its history first. */
    List<ScanRequest> firstScans(String accountId) {
        List<ScanRequest> scans = new ArrayList<>();
        int days = historyDays(accountId);
        for (int day = days; day > 0; day--) {
            String reason = "history of the demo, day -" + day;
            ScanRequest scan = (days - day) % WHOLE_EVERY == 0
                    ? firstScan(accountId, reason)
                    : new ScanRequest(List.of(accountId), null, CHANGING, ScanTrigger.START_UP, reason);
            scans.add(scan.past(Duration.ofDays(day)));
        }
        scans.add(firstScan(accountId, "first start"));
        return scans;
    }

    private static ScanRequest firstScan(String accountId, String reason) {
        return ScanRequest.everythingOf(accountId, ScanTrigger.START_UP, reason);
    }

    /** The days of history; none for accounts outside the demo cloud, whose past cannot be listed. */
    private int historyDays(String accountId) {
        boolean demo = config.enabled()
                && cloud.accounts().stream()
                        .anyMatch(account -> account.accountId().equals(accountId));
        return demo ? config.historyDays() : 0;
    }

    private Account account(DemoAccount account) {
        return new Account(
                account.accountId(),
                account.name(),
                account.roleArn(),
                account.externalId(),
                account.regions(),
                true,
                config.schedule().orElse(null),
                null);
    }
}
