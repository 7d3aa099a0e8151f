package io.muster.rest;

import io.muster.account.Account;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** A registered account. */
record AccountView(
        String accountId,
        @Nullable String name,
        boolean enabled,
        List<String> regions,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable String schedule,
        Instant registeredAt) {

    static AccountView of(Account account) {
        return new AccountView(
                account.accountId(),
                account.name(),
                account.enabled(),
                account.regions() == null ? List.of() : account.regions(),
                account.roleArn(),
                account.externalId(),
                account.schedule(),
                account.registeredAt());
    }
}
