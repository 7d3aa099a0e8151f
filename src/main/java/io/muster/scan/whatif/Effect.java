package io.muster.scan.whatif;

/** The effect of proposed changes on a finding, an exposure, a privilege or an attack path. */
public enum Effect {
    /** There is none today, and there would be one. */
    APPEARS,
    /** There is one today, and there would be none. */
    GOES,
    /** There would be another one than today's. */
    CHANGES,
    /** The answer is known today, and would not be. */
    UNKNOWN
}
