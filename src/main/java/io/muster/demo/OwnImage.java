package io.muster.demo;

/** The images that the account made, in the order of their snapshots; the data files describe both. */
enum OwnImage {
    GOLDEN_ARM,
    GOLDEN_X86,
    /** Public. */
    WEB_PUBLIC,
    /** Shared with a partner, deprecated, and from before IMDSv2. */
    LEGACY_2019,
    /** Switched off. */
    DISABLED
}
