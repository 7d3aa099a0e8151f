package io.muster.rule;

import io.muster.inventory.kind.Described;
import java.util.Arrays;

/** The severity of a finding, from least to worst. */
@Described("The severity of a finding. From the least to the worst: INFO, LOW, MEDIUM, HIGH, CRITICAL.")
public enum Severity {
    @Described("Information, without a need to act.")
    INFO(0),
    @Described("A deviation with little effect on its own.")
    LOW(1),
    @Described("A weakness that an attacker can use together with another one.")
    MEDIUM(2),
    @Described("Gives access or privileges under conditions that are easily met.")
    HIGH(3),
    @Described("Gives anyone access now.")
    CRITICAL(4);

    private final int rank;

    Severity(int rank) {
        this.rank = rank;
    }

    /** The severity that is so many steps better, {@link #INFO} at least. */
    public Severity lessBy(int steps) {
        return ofRank(Math.max(0, rank - steps));
    }

    /** The severity that is stored by the rank. */
    public static Severity ofRank(int rank) {
        return Arrays.stream(values())
                .filter(severity -> severity.rank == rank)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no severity has the rank " + rank));
    }

    /** Its place in the order, as findings are stored with it: worse is higher. */
    public int rank() {
        return rank;
    }
}
