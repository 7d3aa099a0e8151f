package io.muster.inventory.kind;

/** Whether the instance metadata service insists on session tokens (IMDSv2). */
@Described("Whether an instance's metadata service requires session tokens (IMDSv2).")
public enum HttpTokens {
    @Described("Requests without a token are answered, too (IMDSv1).")
    OPTIONAL,
    @Described("Only requests with a token are answered (IMDSv2).")
    REQUIRED
}
