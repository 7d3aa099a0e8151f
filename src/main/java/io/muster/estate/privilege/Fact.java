package io.muster.estate.privilege;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The possible values of one key of a request's context.
 *
 * @param alternatives the values that the key may have, as lists, since some keys have several at once; an empty list where the
 *     request does not have the key. No alternatives at all: they are not known.
 * @param some    what is known of the one value of the key otherwise; empty where nothing is
 * @param given   true if the caller cannot choose the unknown part of the value
 */
record Fact(List<List<String>> alternatives, Optional<Some> some, boolean given) {

    /** Any value that the pattern means, but for those of a list. */
    record Some(String pattern, Set<String> except) {}

    static final Fact UNKNOWN = new Fact(List.of());

    /** A property of the caller or of the resource that was not read. */
    static final Fact UNREAD = new Fact(List.of(), Optional.empty(), true);

    static final Fact ABSENT = new Fact(List.of(List.of()));

    Fact(List<List<String>> alternatives) {
        this(alternatives, Optional.empty(), false);
    }

    static Fact like(String pattern, Set<String> except) {
        return new Fact(List.of(), Optional.of(new Some(pattern, except)), false);
    }

    /** A value that was not read, and is one that the pattern means. */
    static Fact unread(String pattern) {
        return new Fact(List.of(), Optional.of(new Some(pattern, Set.of())), true);
    }

    /** The one value of a key. */
    static Fact of(String value) {
        return new Fact(List.of(List.of(value)));
    }

    /** One of the values; unknown where there are none. */
    static Fact either(Collection<String> values) {
        return new Fact(values.stream().map(List::of).toList());
    }

    static Fact either(Fact... facts) {
        return Arrays.stream(facts).anyMatch(fact -> !fact.known())
                ? UNKNOWN
                : new Fact(Stream.of(facts)
                        .flatMap(fact -> fact.alternatives.stream())
                        .distinct()
                        .toList());
    }

    boolean known() {
        return !alternatives.isEmpty();
    }
}
