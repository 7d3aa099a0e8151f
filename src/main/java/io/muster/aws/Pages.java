package io.muster.aws;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Walks an operation that answers in pages. */
public final class Pages {

    /** No quota of AWS lets a list be longer: EC2's pages have up to 1,000 items. */
    static final int MOST_PAGES = 10_000;

    /** Two pages may be the same by chance: AWS may list an item again that was changed between them. */
    private static final int MOST_REPEATED = 10;

    private Pages() {}

    /**
     * Every page in order, each fetched when it is asked for and not before. Ends after the first page without a next
     * token, AWS's only sign of a last page (a page may be empty and have a successor); completes only then. A list that
     * goes round, or on for ever, fails.
     *
     * @param fetch asks for the page of a token, for the first page of null
     * @param next  the token of the page after this one, null or empty on the last
     * @param items the items of a page
     */
    public static <P> Multi<P> walk(
            Function<String, Uni<P>> fetch, Function<P, String> next, Function<P, ? extends List<?>> items) {
        // Deferred: the repetition keeps one state for all who subscribe to it.
        return Multi.createFrom().deferred(() -> {
            Walk<P> walk = new Walk<>(next, items);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> fetch.apply(walk.token).invoke(walk::advance))
                    .whilst(page -> hasToken(walk.token));
        });
    }

    /**
     * The token of the next page where an operation says apart from it whether there is one, as IAM's do; null after the
     * last page. A token alone shows that there is one. Fails the walk where there is a next page and no token.
     */
    public static @Nullable String marker(@Nullable Boolean truncated, @Nullable String marker) {
        boolean another = truncated == null ? hasToken(marker) : truncated;
        if (!another) {
            return null;
        }
        if (!hasToken(marker)) {
            throw new UnreadableAnswer("It is not the last page and does not tell the next");
        }
        return marker;
    }

    private static boolean hasToken(@Nullable String token) {
        return token != null && !token.isEmpty();
    }

    /**
     * Where a walk stands. A token that comes back would send it round for ever, and so would an endpoint that has a fresh token
     * for each page and the same pages again: their hashes are kept, not the pages.
     */
    private static final class Walk<P> {
        private final Function<P, String> next;
        private final Function<P, ? extends List<?>> items;
        private final Set<String> tokens = new HashSet<>();
        private final Set<Integer> contents = new HashSet<>();
        private int repeated;
        private @Nullable String token;

        private Walk(Function<P, String> next, Function<P, ? extends List<?>> items) {
            this.next = next;
            this.items = items;
        }

        private void advance(P page) {
            token = next.apply(page);
            if (!hasToken(token)) {
                return;
            }
            if (!tokens.add(token) || goesRound(items.apply(page))) {
                throw new RepeatedPage();
            }
            if (tokens.size() == MOST_PAGES) {
                throw new EndlessList();
            }
        }

        private boolean goesRound(List<?> content) {
            if (!content.isEmpty() && !contents.add(content.hashCode())) {
                repeated++;
            }
            return repeated == MOST_REPEATED;
        }
    }

    /** A page walk that goes round. */
    static final class RepeatedPage extends RuntimeException {
        private RepeatedPage() {
            super("A page, or the token of the next one, was seen before");
        }
    }

    /** A page walk that has not come to an end. */
    static final class EndlessList extends RuntimeException {
        private EndlessList() {
            super("The list has not ended after " + MOST_PAGES + " pages");
        }
    }
}
