package io.muster.finding.webhook;

/** A secret text, which {@link #toString} does not show, so that it gets into no log by accident. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
