package io.muster.scan.event;

import io.muster.inventory.kind.ResourceKind;
import java.util.Set;

/** The meaning of a message. */
sealed interface EventReading {

    /** Nothing that concerns the inventory. */
    record Ignored() implements EventReading {}

    /** The accounts of the organization have changed. */
    record Membership(String name) implements EventReading {}

    /** The message is no event, or its account cannot be determined. */
    record Unreadable(Reason reason) implements EventReading {}

    /** Why a message is set aside. */
    enum Reason {
        TOO_LARGE,
        NOT_JSON,
        NOT_AN_EVENT,
        UNKNOWN_ACCOUNT,
        UNKNOWN_REGION,
        INTERNAL
    }

    /**
     * Resources of an account have changed.
     *
     * @param name        of the event
     * @param region      where they are; {@code global} for kinds that belong to an account as a whole
     * @param kinds       at least one
     * @param whole       those of the kinds of which the event does not name each resource
     * @param unnamed     those of them of which it names none
     * @param resourceIds ids and ARNs of changed resources, among others
     */
    record Change(
            String name,
            String accountId,
            String region,
            Set<ResourceKind> kinds,
            Set<ResourceKind> whole,
            Set<ResourceKind> unnamed,
            Set<String> resourceIds)
            implements EventReading {}
}
