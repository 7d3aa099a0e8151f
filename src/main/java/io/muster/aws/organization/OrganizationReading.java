package io.muster.aws.organization;

import io.muster.aws.AwsFailure;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;

/**
 * The parts of an organization that were read.
 *
 * @param organizationId      its id; null where AWS did not tell it
 * @param managementAccountId the account to which no policy of the organization applies
 * @param accounts            those whose place in the organization was found, by their ids
 * @param units               the root and all units that were found
 * @param everyId             the ids of all accounts; null where they could not be listed
 * @param failures            why units, accounts or tags are missing; one for each operation and error code
 */
public record OrganizationReading(
        @Nullable String organizationId,
        String managementAccountId,
        List<MemberAccount> accounts,
        List<UnitPath> units,
        @Nullable Set<String> everyId,
        List<AwsFailure> failures) {

    /** Whether it is certain that the account is not of the organization. */
    public boolean lacks(String accountId) {
        return everyId != null
                && !everyId.contains(accountId)
                && accounts.stream().noneMatch(account -> account.accountId().equals(accountId));
    }
}
