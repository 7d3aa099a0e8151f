package io.muster.rest;

import io.muster.account.Account;
import io.muster.account.AccountForm;
import io.muster.account.AccountSource;
import io.muster.account.AccountView;
import io.muster.account.Schedule;
import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account to register: all that a GET gives, too. */
record AccountBody(
        @Nullable @Schema(description = "None, or the one of the path.", examples = "111111111111")
        String accountId,

        @Nullable
        @Schema(
                description = "A name for people.",
                examples = "payments-production",
                maxLength = AccountForm.LONGEST_NAME)
        String name,

        @Nullable
        @Schema(
                description = "The role to assume in it; none for the account of Muster's own credentials.",
                examples = "arn:aws:iam::111111111111:role/muster-reader",
                maxLength = AccountForm.LONGEST_ROLE_ARN)
        String roleArn,

        @Nullable
        @Schema(
                description = "The value that the role's trust policy requires as sts:ExternalId.",
                pattern = "^" + AccountForm.EXTERNAL_ID + "$")
        String externalId,

        @Nullable
        @Schema(
                description =
                        "The regions to scan, of the role's partition; none, or an empty list, for every region that is"
                                + " enabled for the account.",
                maxItems = AccountForm.MOST_REGIONS)
        List<String> regions,

        @Nullable @Schema(description = "Whether schedules and scans of all accounts reach it.", defaultValue = "true")
        Boolean enabled,

        @Nullable
        @Schema(
                description =
                        "\"every 1h\", from 1m to 366d, or a Quartz cron expression in UTC whose times are a minute apart or"
                                + " more; none for scans by request only.",
                examples = "every 1h",
                maxLength = Schedule.LONGEST)
        String schedule,

        @Nullable @Schema(description = READ_ONLY, readOnly = true)
        AccountSource source,

        @Nullable @Schema(description = READ_ONLY, readOnly = true)
        String ouPath,

        @Nullable @Schema(description = READ_ONLY, readOnly = true)
        Map<String, String> accountTags,

        @Nullable @Schema(description = READ_ONLY, readOnly = true)
        Instant leftOrganizationAt) {

    private static final String READ_ONLY =
            "As a GET gives it: a PUT takes it and ignores it, so that the answer to a GET can be put back.";

    static final String ACCOUNT_ID = "The AWS account's id: twelve digits.";

    static AccountBody of(Account account) {
        AccountView view = AccountView.of(account);
        return new AccountBody(
                account.accountId(),
                account.name(),
                account.roleArn(),
                account.externalId(),
                account.regions(),
                account.enabled(),
                account.schedule(),
                account.source(),
                view.ouPath(),
                view.accountTags(),
                view.leftOrganizationAt());
    }

    /** Refuses a patch that would change what no call can change. */
    AccountBody requireReadOnlyAs(AccountBody before) {
        requireSame("source", source, before.source);
        requireSame("ouPath", ouPath, before.ouPath);
        requireSame("accountTags", accountTags, before.accountTags);
        requireSame("leftOrganizationAt", leftOrganizationAt, before.leftOrganizationAt);
        return this;
    }

    private static void requireSame(String field, @Nullable Object value, @Nullable Object before) {
        if (!Objects.equals(value, before)) {
            throw MusterException.badField(field, "follows from the organization, and cannot be changed by a call");
        }
    }

    /** @param called the id in the path */
    Account toAccount(String called) {
        if (accountId != null && !accountId.equals(called)) {
            throw MusterException.badField("accountId", "is not the one of the path, " + called);
        }
        List<String> named = regions == null || regions.isEmpty() ? null : regions;
        return new Account(called, name, roleArn, externalId, named, enabled == null || enabled, schedule, null);
    }
}
