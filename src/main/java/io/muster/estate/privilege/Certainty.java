package io.muster.estate.privilege;

/** Whether something holds, where not everything that it depends on can be known. Ordered: NO before YES. */
public enum Certainty {
    NO,
    POSSIBLE,
    YES;

    /** Of two that must both hold. */
    public Certainty and(Certainty other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** Of two where one is enough. */
    public Certainty or(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Of the opposite. */
    public Certainty not() {
        return switch (this) {
            case NO -> YES;
            case POSSIBLE -> POSSIBLE;
            case YES -> NO;
        };
    }

    public static Certainty certainly(boolean holds) {
        return holds ? YES : NO;
    }
}
