package io.muster.rule;

/** How bad a finding is, from least to worst. */
public enum Severity {
    INFO(0),
    LOW(1),
    MEDIUM(2),
    HIGH(3),
    CRITICAL(4);

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /** Its place in the order, as findings are stored with it: worse is higher. */
    public int rank() {
        return rank;
    }
}
