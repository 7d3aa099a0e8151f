package io.muster.demo;

import java.util.Locale;

/** The images that the account made. */
enum OwnImage {
    GOLDEN_ARM,
    GOLDEN_X86,
    /** Open to everyone. */
    WEB_PUBLIC,
    /** Shared with a partner, deprecated, and from before IMDSv2. */
    LEGACY_2019,
    /** Switched off. */
    DISABLED;

    static OwnImage of(Workload workload) {
        return switch (workload) {
            case APP, DB -> GOLDEN_ARM;
            case BATCH, BASTION -> GOLDEN_X86;
            case WEB -> WEB_PUBLIC;
            case LEGACY -> LEGACY_2019;
        };
    }

    String imageName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean deprecated() {
        return this == LEGACY_2019;
    }

    boolean isPublic() {
        return this == WEB_PUBLIC;
    }

    String state() {
        return this == DISABLED ? "disabled" : "available";
    }
}
