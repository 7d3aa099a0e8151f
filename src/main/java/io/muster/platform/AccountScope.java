package io.muster.platform;

import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.Set;

/**
 * The AWS accounts that a caller may see and act on.
 *
 * @param accountIds null for every account, also one that is registered later; an empty set for none
 */
public record AccountScope(@Nullable Set<String> accountIds) {

    public static final AccountScope EVERY_ACCOUNT = new AccountScope(null);

    public AccountScope {
        accountIds = accountIds == null ? null : Set.copyOf(accountIds);
    }

    public static AccountScope of(Collection<String> accountIds) {
        return new AccountScope(Set.copyOf(accountIds));
    }

    public boolean isEveryAccount() {
        return accountIds == null;
    }

    public boolean admits(String accountId) {
        return accountIds == null || accountIds.contains(accountId);
    }

    public boolean admitsAll(Collection<String> wanted) {
        return accountIds == null || accountIds.containsAll(wanted);
    }

    /** Throws {@link ErrorCode#FORBIDDEN} unless the account is within the scope. */
    public void require(String accountId) {
        if (!admits(accountId)) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN, "Account " + accountId + " is not among the accounts that the caller may see");
        }
    }
}
