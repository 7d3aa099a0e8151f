package io.muster.inventory.event;

import jakarta.annotation.Nullable;

/**
 * A notification of a change. It names the data to read again, and no more.
 *
 * @param subject the data that changed; null when that is not known, for notifications may have been missed
 */
public record Notification(@Nullable String subject) {

    /** Any data may have changed: a listener reads its data again. */
    public static final Notification ANYTHING = new Notification(null);

    /** Whether the one of this id may have changed. */
    public boolean concerns(String id) {
        return subject == null || subject.equals(id);
    }
}
