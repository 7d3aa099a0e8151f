package io.muster.platform;

import java.util.Locale;

/** The rights of a caller. Each role includes those before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Scans, too. */
    OPERATOR,
    /** Registers and purges accounts, too. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role's name in configuration, tokens and answers. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
