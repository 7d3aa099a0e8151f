package io.muster.estate.attack;

/** The number of ways between hosts that a search may look at. It grows with the classes of hosts, so that the work is bounded. */
final class Tries {

    private static final int FOR_EACH = 20;
    private static final int AT_LEAST = 2_000;

    private int left;
    private boolean spent;

    Tries(int classes) {
        left = FOR_EACH * classes + AT_LEAST;
    }

    /** Takes one, where one is left. */
    boolean take() {
        if (left == 0) {
            spent = true;
            return false;
        }
        left--;
        return true;
    }

    /** Whether one was asked for when none was left, so that a way was not looked at. */
    boolean wereTooFew() {
        return spent;
    }
}
