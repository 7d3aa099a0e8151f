package io.muster.graphql.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an operation may cost.
 *
 * @param complexity how many values its answer may have at most; {@link Long#MAX_VALUE} for more than can be counted
 * @param depth      how many fields are nested in each other
 */
record Cost(long complexity, int depth) {

    static final Cost NONE = new Cost(0, 0);

    /** Both, beside each other. */
    Cost plus(Cost other) {
        return new Cost(sum(complexity, other.complexity), Math.max(depth, other.depth));
    }

    /** This, once for each entry of a list. */
    Cost times(long entries) {
        return new Cost(product(complexity, entries), depth);
    }

    /** A field that has this below it. */
    Cost below() {
        return new Cost(sum(1, complexity), depth + 1);
    }

    /** For {@code extensions.cost}: what was measured, and what is allowed. */
    Map<String, Object> against(GraphQlConfig limits) {
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("complexity", complexity);
        cost.put("maxComplexity", limits.maxComplexity());
        cost.put("depth", depth);
        cost.put("maxDepth", limits.maxDepth());
        return cost;
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static long product(long a, long b) {
        return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }
}
