package io.muster.account;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * A registered account as the API shows it.
 *
 * @param regions the regions that are scanned; empty for every region that is enabled for the account
 */
@RegisterForReflection
public record AccountView(
        String accountId,
        @Nullable String name,
        boolean enabled,
        List<String> regions,
        @Nullable String roleArn,
        @Nullable String schedule) {

    /** The account without what only the scan needs. */
    public static AccountView of(Account account) {
        List<String> regions = account.regions() == null ? List.of() : account.regions();
        return new AccountView(
                account.accountId(), account.name(), account.enabled(), regions, account.roleArn(), account.schedule());
    }
}
