package io.muster.finding.webhook;

/** A text that must not be read by accident: it shows itself to no log. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
