package io.muster.rule;

import jakarta.annotation.Nullable;

/** The party that may change a setting of a region: the account, or the organization by a declarative policy of EC2. */
public final class ManagedBy {

    private static final String ORGANIZATION = "declarative-policy";

    private ManagedBy() {}

    /** Whether the organization set it, so that the account cannot change it. */
    public static boolean organization(@Nullable String managedBy) {
        return ORGANIZATION.equals(managedBy);
    }

    /** The end of a message about the setting, with its full stop. */
    public static String suffix(@Nullable String managedBy) {
        return organization(managedBy)
                ? "; a policy of the organization sets it so, and its owner must change it."
                : ".";
    }
}
