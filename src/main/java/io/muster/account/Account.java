package io.muster.account;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * An account that Muster keeps the inventory of.
 *
 * @param accountId  twelve digits
 * @param roleArn    the role to assume in it; none for the account of Muster's own credentials
 * @param externalId what the role's trust policy asks for
 * @param regions    the regions to scan; none for every region that is enabled for the account
 * @param enabled    whether its schedule and rescans of all accounts reach it
 * @param schedule   see {@link Schedule}; none for rescans by request only
 */
public record Account(
        String accountId,
        @Nullable String name,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable List<String> regions,
        boolean enabled,
        @Nullable String schedule,
        @Nullable Instant registeredAt) {}
