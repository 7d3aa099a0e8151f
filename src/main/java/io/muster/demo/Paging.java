package io.muster.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How an operation is paged. The parameters that ask for a page are known by their names, which AWS's services share.
 *
 * @param least  the smallest page that may be asked for
 * @param most   the largest page
 * @param usual  the page where no size is asked for
 * @param capped whether a larger page is cut to the largest; refused otherwise
 */
record Paging(int least, int most, int usual, boolean capped) {

    private static final List<String> LIMITS = List.of("MaxResults", "MaxItems", "PageSize", "Limit", "MaxRecords");
    private static final List<String> TOKENS = List.of("NextToken", "Marker");
    private static final List<String> NEXT = List.of("NextToken", "NextMarker", "Marker");
    private static final List<String> TRUNCATED = List.of("IsTruncated", "Truncated");

    /** As AWS's models spell it: some begin with a small letter. */
    static boolean isParameter(String member) {
        return Stream.concat(LIMITS.stream(), TOKENS.stream()).anyMatch(member::equalsIgnoreCase);
    }

    /** The token with which the call asks for a further page. */
    static Optional<String> token(Call call) {
        return first(TOKENS.stream().map(call::text)).filter(token -> !token.isEmpty());
    }

    /** The size of the page that the call asks for; no limit where the operation is not paged. */
    int limit(Call call) {
        if (LIMITS.stream()
                .noneMatch(name -> Members.field(call.request(), name).isPresent())) {
            return Integer.MAX_VALUE;
        }
        int asked = first(LIMITS.stream().map(call::text)).map(Integer::valueOf).orElse(usual);
        if (asked < least || (asked > most && !capped)) {
            throw call.refusals()
                    .invalid("Value ( " + asked + " ) for the size of a page is invalid. Expecting a value from "
                            + least + " to " + most + ".");
        }
        return Math.min(asked, most);
    }

    /** Where the page begins that the call asks for. */
    static int start(Call call) {
        return token(call)
                .map(token -> position(call, token).orElseThrow(call.refusals()::ofToken))
                .orElse(0);
    }

    /** The token that a page gives for the next one; only the same operation accepts it. */
    private static String tokenOf(Call call, int position) {
        byte[] plain = (call.operation() + ":" + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(plain);
    }

    /** Empty for a token that was not made for the operation. */
    private static Optional<Integer> position(Call call, String token) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int position = Integer.parseInt(plain.substring(plain.lastIndexOf(':') + 1));
            return Optional.of(position).filter(p -> p >= 0 && token.equals(tokenOf(call, p)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Sets in the answer where the next page begins. */
    static void tell(Call call, OptionalInt next, SdkPojo response) {
        TRUNCATED.forEach(name -> Members.set(response, name, next.isPresent()));
        if (next.isPresent()) {
            NEXT.forEach(name -> Members.set(response, name, tokenOf(call, next.getAsInt())));
        }
    }

    /** A part of a list, as the call asks for it. */
    <T> List<T> page(Call call, List<T> all, SdkPojo response) {
        int start = start(call);
        if (start > all.size()) {
            throw call.refusals().ofToken();
        }
        int end = (int) Math.min((long) start + limit(call), all.size());
        tell(call, end < all.size() ? OptionalInt.of(end) : OptionalInt.empty(), response);
        return all.subList(start, end);
    }

    private static <T> Optional<T> first(Stream<Optional<T>> found) {
        return found.flatMap(Optional::stream).findFirst();
    }
}
