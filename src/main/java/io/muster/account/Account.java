package io.muster.account;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * An account that Muster keeps the inventory of.
 *
 * @param accountId  twelve digits
 * @param roleArn    the role to assume in it; none for the account of Muster's own credentials
 * @param externalId the external id that the role's trust policy asks for
 * @param regions    the regions to scan; none for every region that is enabled for the account
 * @param enabled    whether its schedule and rescans of all accounts reach it
 * @param schedule   see {@link Schedule}; none for rescans by request only
 * @param source     the keeper of the registration: people by REST, or the organization
 * @param membership its place in the organization; none where it is not known to be of one
 */
public record Account(
        String accountId,
        @Nullable String name,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable List<String> regions,
        boolean enabled,
        @Nullable String schedule,
        @Nullable Instant registeredAt,
        AccountSource source,
        @Nullable Membership membership) {

    /** An account as a person or the settings register it. */
    public Account(
            String accountId,
            @Nullable String name,
            @Nullable String roleArn,
            @Nullable String externalId,
            @Nullable List<String> regions,
            boolean enabled,
            @Nullable String schedule,
            @Nullable Instant registeredAt) {
        this(
                accountId,
                name,
                roleArn,
                externalId,
                regions,
                enabled,
                schedule,
                registeredAt,
                AccountSource.REGISTERED,
                null);
    }

    /** The account at another place in the organization. */
    Account at(@Nullable Membership place) {
        return new Account(
                accountId, name, roleArn, externalId, regions, enabled, schedule, registeredAt, source, place);
    }

    /** The account, disabled: no schedule and no rescan of all accounts includes it. */
    Account disabled() {
        return new Account(
                accountId, name, roleArn, externalId, regions, false, schedule, registeredAt, source, membership);
    }
}
