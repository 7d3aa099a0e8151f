package io.muster.scan;

import java.util.Arrays;

/** The work of a task. The phases of one account follow in this order: a later phase waits for the earlier ones. */
enum TaskPhase {
    /** Lists what belongs to the account as a whole, and finds out its regions where they are not given. */
    ACCOUNT(0),
    /** Lists and assesses one region. */
    REGION(1),
    /** Assesses one region as it is stored, without a listing. */
    REASSESS(1),
    /** Assesses what belongs to the account as a whole, for which all its regions count. */
    ASSESS(2);

    private final int step;

    TaskPhase(int step) {
        this.step = step;
    }

    /** The names of the phases that this version of Muster knows. */
    static String[] names() {
        return Arrays.stream(values()).map(Enum::name).toArray(String[]::new);
    }

    int step() {
        return step;
    }
}
