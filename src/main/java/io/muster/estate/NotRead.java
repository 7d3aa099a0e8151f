package io.muster.estate;

/** A conclusion depends on a resource that was not read. */
public final class NotRead extends RuntimeException {

    private final String missing;

    public NotRead(String missing) {
        super("Not read: " + missing, null, false, false);
        this.missing = missing;
    }

    /** The resource's ARN, or the kind with its cells or resources that are missing. */
    public String missing() {
        return missing;
    }
}
