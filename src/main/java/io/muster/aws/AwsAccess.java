package io.muster.aws;

import jakarta.annotation.Nullable;

/**
 * The credentials to use for one account.
 *
 * @param accountId  twelve digits; the credentials must turn out to be of this account
 * @param roleArn    the role to assume; null for the base credentials themselves
 * @param externalId the external id that the role's trust policy asks for, see the IAM User Guide, "Access to AWS accounts owned by
 *                   third parties"
 */
public record AwsAccess(
        String accountId,
        @Nullable String roleArn,
        @Nullable String externalId) {

    /** The base credentials, for the account that they belong to. */
    public static AwsAccess direct(String accountId) {
        return new AwsAccess(accountId, null, null);
    }
}
