package io.muster.estate.change;

/** A change that AWS would refuse, or that names something that is not there. */
public final class Refused extends RuntimeException {

    private final String field;

    /** @param field the part of the change at fault */
    public Refused(String field, String fault) {
        super(fault, null, false, false);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
