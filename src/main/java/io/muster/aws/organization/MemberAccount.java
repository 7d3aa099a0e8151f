package io.muster.aws.organization;

import jakarta.annotation.Nullable;
import java.util.Map;

/**
 * An account of an organization.
 *
 * @param active whether it can be entered: AWS suspends accounts, and closes them in steps
 * @param tags   null where they could not be read
 */
public record MemberAccount(
        String accountId,
        @Nullable String name,
        boolean active,
        UnitPath path,
        @Nullable Map<String, String> tags) {}
