package io.muster.inventory.kind;

/** Whether the instance metadata service insists on session tokens (IMDSv2). */
public enum HttpTokens {
    OPTIONAL,
    REQUIRED
}
