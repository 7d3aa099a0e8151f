package io.muster.rest;

import io.muster.account.Account;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An account to register. */
record AccountBody(
        @Nullable @Schema(description = "A name for people.", examples = "payments-production")
        String name,

        @Nullable
        @Schema(
                description = "The role to assume in it; none for the account of Muster's own credentials.",
                examples = "arn:aws:iam::111111111111:role/muster-reader")
        String roleArn,

        @Nullable @Schema(description = "What the role's trust policy asks for as sts:ExternalId.")
        String externalId,

        @Nullable @Schema(description = "The regions to scan; none for every region that is enabled for the account.")
        List<String> regions,

        @Nullable @Schema(description = "Whether schedules and scans of all accounts reach it.", defaultValue = "true")
        Boolean enabled,

        @Nullable
        @Schema(
                description = "\"every 1h\", or a Quartz cron expression in UTC; none for scans by request only.",
                examples = "every 1h")
        String schedule) {

    static final String ACCOUNT_ID = "The AWS account's id: twelve digits.";

    Account toAccount(String accountId) {
        return new Account(accountId, name, roleArn, externalId, regions, enabled == null || enabled, schedule, null);
    }
}
