package io.muster.graphql.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cost of an operation and its limit.
 *
 * @param complexity how many values its answer may have at most; {@link Long#MAX_VALUE} for more than can be counted
 * @param depth      how many fields are nested in each other
 */
record Cost(long complexity, int depth) {

    static final Cost NONE = new Cost(0, 0);

    /** The sum of two costs. */
    Cost plus(Cost other) {
        return new Cost(sum(complexity, other.complexity), Math.max(depth, other.depth));
    }

    /** The cost multiplied by the number of a list's entries. */
    Cost times(long entries) {
        return new Cost(product(complexity, entries), depth);
    }

    /** The cost of a field with this one as that of its selection. */
    Cost below() {
        return new Cost(sum(1, complexity), depth + 1);
    }

    /** The measured and the allowed values, as {@code extensions.cost} shows them. */
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
