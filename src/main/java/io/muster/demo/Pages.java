package io.muster.demo;

import jakarta.annotation.Nullable;
import java.util.OptionalInt;

/**
 * How an EC2 operation is paged.
 *
 * @param least  the smallest page that may be asked for
 * @param most   the largest page, which is also what comes unasked
 * @param capped whether a larger page is cut to the largest; refused otherwise
 */
record Pages(int least, int most, boolean capped) {

    static final Pages UP_TO_1000 = new Pages(5, 1000, false);
    static final Pages UP_TO_100 = new Pages(5, 100, false);
    static final Pages FROM_1_TO_100 = new Pages(1, 100, false);
    static final Pages FROM_1_TO_1000 = new Pages(1, 1000, false);
    static final Pages CAPPED_AT_1000 = new Pages(5, 1000, true);
    static final Pages CAPPED_AT_500 = new Pages(5, 500, true);

    /** The size of the page that the call asks for. */
    int limit(Call call) {
        int asked = call.parameters().number("MaxResults").orElse(most);
        if (asked < least || (asked > most && !capped)) {
            throw DemoError.invalidParameter("Value ( " + asked
                    + " ) for parameter maxResults is invalid. Expecting a value from " + least + " to " + most + ".");
        }
        return Math.min(asked, most);
    }

    /** Where the page begins that the call asks for. */
    static int start(Call call) {
        return call.parameters()
                .find("NextToken")
                .map(token -> Token.position(call, token)
                        .orElseThrow(() -> new DemoError(400, "InvalidNextToken", "The token is invalid.")))
                .orElse(0);
    }

    /** What the next call must carry; null, which the SDK takes for nothing, after the last page. */
    @Nullable
    static String token(Call call, OptionalInt next) {
        return next.isPresent() ? Token.of(call, next.getAsInt()) : null;
    }
}
