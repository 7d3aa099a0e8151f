package io.muster.inventory.kind;

/** Why a value changes although the resource does not. */
public enum Flicker {
    USE("moves with each use or run"),
    HEALTH("changes with the health of the resource that it describes"),
    PROGRESS("a step on the way to a state that is reached by itself"),
    ELSEWHERE("follows from changes elsewhere: of other resources, or of AWS's software"),
    CHECK("when AWS was asked last");

    private final String reason;

    Flicker(String reason) {
        this.reason = reason;
    }

    /** The reason, as documents tell it. */
    public String reason() {
        return reason;
    }
}
