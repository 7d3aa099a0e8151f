package io.muster.aws;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** Walks an operation that answers in pages. */
public final class Pages {

    private Pages() {}

    /**
     * Every page in order, each fetched when it is asked for and not before. Ends after the first page without a next
     * token, AWS's only sign of a last page (a page may be empty and have a successor); completes only then.
     *
     * @param fetch asks for the page of a token, for the first page of null
     * @param next  the token of the page after this one, null or empty on the last
     */
    public static <P> Multi<P> walk(Function<String, Uni<P>> fetch, Function<P, String> next) {
        // Deferred: the repetition keeps one state for all who subscribe to it.
        return Multi.createFrom().deferred(() -> {
            Walk<P> walk = new Walk<>(next);
            return Multi.createBy()
                    .repeating()
                    .uni(() -> fetch.apply(walk.token).invoke(walk::advance))
                    .whilst(page -> hasToken(walk.token));
        });
    }

    /**
     * The token of the next page where an operation says apart from it whether there is one, as IAM's do; null after the
     * last page. Fails the walk where there is a next page and no token.
     */
    public static @Nullable String marker(@Nullable Boolean truncated, @Nullable String marker) {
        if (!Boolean.TRUE.equals(truncated)) {
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

    /** Where a walk stands. A token that comes back would send it round for ever. */
    private static final class Walk<P> {
        private final Function<P, String> next;
        private final Set<String> seen = new HashSet<>();
        private @Nullable String token;

        private Walk(Function<P, String> next) {
            this.next = next;
        }

        private void advance(P page) {
            token = next.apply(page);
            if (hasToken(token) && !seen.add(token)) {
                throw new RepeatedPage();
            }
        }
    }

    /** A page walk that goes round. */
    static final class RepeatedPage extends RuntimeException {
        private RepeatedPage() {
            super("The token of the next page was seen before");
        }
    }
}
