package io.muster.inventory;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of a cell's resources, those that an attempt to list it did not read: of them it says nothing, neither how they are nor
 * that they are gone.
 *
 * @param rest whether any resource that was not read may be among them: a listing that was cut off
 * @param arns the others, by name; empty where {@code rest} is true
 */
public record Unread(boolean rest, Set<String> arns) {

    /** More names than these are not worth keeping: the rest is then not read. */
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

    /** Those of the ARNs. */
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

    /** In order, for one text at all times. */
    Set<String> sorted() {
        return new TreeSet<>(arns);
    }
}
