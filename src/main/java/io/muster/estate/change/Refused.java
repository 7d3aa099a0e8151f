package io.muster.estate.change;

import io.muster.platform.Nearest;
import java.util.Collection;

/** A change that AWS would refuse, or that names something that is not there. */
public final class Refused extends RuntimeException {

    private final String field;

    /** @param field the part of the change at fault */
    public Refused(String field, String fault) {
        super(fault, null, false, false);
        this.field = field;
    }

    /**
     * The refusal of a name that does not exist.
     *
     * @param among the things that are there, in words
     * @param names theirs, of which the nearest is told
     */
    static Refused noneOf(String field, String name, String among, Collection<String> names) {
        return new Refused(field, name + " is none of the " + among + Nearest.suggestion(name, names));
    }

    public String field() {
        return field;
    }
}
