package io.muster.estate.change;

import io.muster.platform.Nearest;
import java.util.Collection;

/** A change that AWS would refuse, or that names something that is not there. */
public final class Refused extends RuntimeException {

    private final String field;
    private final boolean absent;

    /** @param field the part of the change at fault */
    public Refused(String field, String fault) {
        this(field, fault, false);
    }

    private Refused(String field, String fault, boolean absent) {
        super(fault, null, false, false);
        this.field = field;
        this.absent = absent;
    }

    /**
     * The refusal of a name that does not exist.
     *
     * @param among the things that are there, in words
     * @param names theirs, of which the nearest is told
     */
    static Refused noneOf(String field, String name, String among, Collection<String> names) {
        return new Refused(field, fault(name, among, names));
    }

    /** The same of a name that a listing of resources does not have. */
    static Refused notListed(String field, String name, String among, Collection<String> names) {
        return new Refused(field, fault(name, among, names), true);
    }

    private static String fault(String name, String among, Collection<String> names) {
        return name + " is none of the " + among + Nearest.suggestion(name, names);
    }

    public String field() {
        return field;
    }

    /** Whether the change names something that was not there when the inventory was read: it may have been made since. */
    public boolean isOfAbsent() {
        return absent;
    }
}
