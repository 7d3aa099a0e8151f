package io.muster.inventory.event;

import java.util.Locale;

/** The topics of notifications between replicas. */
public enum Topic {
    /** A scan has moved on or ended; the subject is its id. */
    SCAN,
    /** Findings have changed; the subject says which of what account, and how. */
    FINDING,
    /** An account came, went or moved in the organization, or its tags there changed; the subject is empty. */
    ACCOUNT,
    /** Rows have changed that lists of resources or findings are made of; the subject is empty. */
    CHANGE;

    /** PostgreSQL's name for it, for statements that notify in their own text. */
    public String channel() {
        return "muster_" + name().toLowerCase(Locale.ROOT);
    }

    static Topic of(String channel) {
        return valueOf(channel.substring("muster_".length()).toUpperCase(Locale.ROOT));
    }
}
