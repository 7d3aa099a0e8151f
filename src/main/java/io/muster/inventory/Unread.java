package io.muster.inventory;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resources of a cell that an attempt to list it did not read. They may exist unchanged, changed, or not at all.
 *
 * @param rest whether any resource that was not read may be among them: a listing that was cut off
 * @param arns the others, by name; empty where {@code rest} is true
 */
public record Unread(boolean rest, Set<String> arns) {

    /** The most ARNs that are kept: beyond it, all other resources count as unread. */
    private static final int MOST_NAMED = 1_000;

    private static final Unread NOTHING = new Unread(false, Set.of());
    private static final Unread REST = new Unread(true, Set.of());

    public Unread {
        arns = rest ? Set.of() : Set.copyOf(arns);
    }

    /** Every resource was read, though not all facts of each. */
    public static Unread nothing() {
        return NOTHING;
    }

    /** Any resource that was not read may exist. */
    public static Unread everythingElse() {
        return REST;
    }

    /** The resources of the ARNs. */
    public static Unread only(Collection<String> arns) {
        return arns.size() > MOST_NAMED ? REST : new Unread(false, Set.copyOf(arns));
    }

    /** The resources that either leaves unread. */
    public Unread and(Unread other) {
        if (rest || other.rest) {
            return REST;
        }
        return only(Stream.concat(arns.stream(), other.arns.stream()).collect(Collectors.toSet()));
    }

    /** Whether a resource that was not read may exist all the same. */
    public boolean mayHold(String arn) {
        return rest || arns.contains(arn);
    }

    public boolean isNothing() {
        return !rest && arns.isEmpty();
    }

    /** Sorted, so that the same set always has the same text. */
    Set<String> sorted() {
        return new TreeSet<>(arns);
    }
}
