package io.muster.rule;

import jakarta.annotation.Nullable;
import java.util.Set;

/**
 * The states that AWS gives to things, as far as their meaning is known here. One that AWS has added tells a rule no more than none
 * does: it may neither open a finding nor resolve one.
 */
public enum KnownStates {
    BLOCK_PUBLIC_ACCESS_EXCLUSION(
            "create-in-progress",
            "create-complete",
            "create-failed",
            "update-in-progress",
            "update-complete",
            "update-failed",
            "delete-in-progress",
            "delete-complete",
            "disable-in-progress",
            "disable-complete"),
    IMAGE("pending", "available", "invalid", "deregistered", "transient", "failed", "error", "disabled"),
    INSPECTOR("ENABLING", "ENABLED", "DISABLING", "DISABLED", "SUSPENDING", "SUSPENDED"),
    INSTANCE_CONNECT_ENDPOINT(
            "create-in-progress",
            "create-complete",
            "create-failed",
            "delete-in-progress",
            "delete-complete",
            "delete-failed",
            "update-in-progress",
            "update-complete",
            "update-failed"),
    LIFECYCLE_POLICY("ENABLED", "DISABLED", "ERROR"),
    MONITORING("disabled", "disabling", "enabled", "pending"),
    PEERING(
            "initiating-request",
            "pending-acceptance",
            "active",
            "deleted",
            "rejected",
            "failed",
            "expired",
            "provisioning",
            "deleting"),
    SECURITY_GROUP_ASSOCIATION(
            "associating",
            "associated",
            "association-failed",
            "disassociating",
            "disassociated",
            "disassociation-failed"),
    SNAPSHOT("pending", "completed", "error", "recoverable", "recovering"),
    VOLUME("creating", "available", "in-use", "deleting", "deleted", "error");

    @SuppressWarnings("ImmutableEnumChecker") // the set is unmodifiable, which its type cannot say
    private final Set<String> states;

    KnownStates(String... states) {
        this.states = Set.of(states);
    }

    /** Whether the state is told, and one of these. */
    public boolean hold(@Nullable String state) {
        return state != null && states.contains(state);
    }

    Set<String> all() {
        return states;
    }
}
