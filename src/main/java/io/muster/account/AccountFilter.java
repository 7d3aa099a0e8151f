package io.muster.account;

import io.muster.inventory.OrganizationFilter;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Which accounts are meant; a null filters nothing, an empty list matches nothing.
 *
 * @param search       case-insensitive part of the name or the account id
 * @param organization its place in the organization and its tags there
 */
public record AccountFilter(
        @Nullable List<String> accountIds,
        @Nullable Boolean enabled,
        @Nullable String search,
        @Nullable OrganizationFilter organization) {

    /** Every account. */
    public static AccountFilter none() {
        return new AccountFilter(null, null, null, null);
    }
}
