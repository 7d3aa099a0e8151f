package io.muster.rule;

import io.muster.inventory.kind.Described;

/** How bad a finding is, from least to worst. */
@Described("How bad a finding is. From the least to the worst: INFO, LOW, MEDIUM, HIGH, CRITICAL.")
public enum Severity {
    @Described("Worth knowing.")
    INFO(0),
    @Described("To be put right some time.")
    LOW(1),
    @Described("A weakness that another one turns into a way in.")
    MEDIUM(2),
    @Described("A way in, or a way on, under conditions that are easily met.")
    HIGH(3),
    @Described("A way in for anyone, now.")
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
