package io.muster.demo;

/** The images that the account made; the data file describes them. */
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

    boolean deprecated() {
        return this == LEGACY_2019;
    }

    boolean isPublic() {
        return this == WEB_PUBLIC;
    }
}
