package io.muster.aws;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The request rates of a service, by class of operations: the rate that most operations have, and those of the others. Each
 * operation has a bucket of its own, or all that have the usual rate share one, as the service does it.
 */
final class RequestRates {

    private static final String SHARED_BUCKET = "*";

    /** A cautious guess, for services whose rates AWS does not publish. */
    static final RequestRates UNPUBLISHED = perOperation(10, 10);

    private final RequestRate usual;
    private final boolean shared;
    private final Map<String, RequestRate> others;

    private RequestRates(RequestRate usual, boolean shared, Map<String, RequestRate> others) {
        this.usual = usual;
        this.shared = shared;
        this.others = Map.copyOf(others);
    }

    /** A bucket for each operation. */
    static RequestRates perOperation(double burst, double perSecond) {
        return new RequestRates(new RequestRate(burst, perSecond), false, Map.of());
    }

    /** One bucket for all operations. */
    static RequestRates shared(double burst, double perSecond) {
        return new RequestRates(new RequestRate(burst, perSecond), true, Map.of());
    }

    /** Adds operations that have a rate of their own, and a bucket each. */
    RequestRates except(double burst, double perSecond, String... operations) {
        Map<String, RequestRate> more = new HashMap<>(others);
        more.putAll(Arrays.stream(operations)
                .collect(Collectors.toMap(operation -> operation, operation -> new RequestRate(burst, perSecond))));
        return new RequestRates(usual, shared, more);
    }

    RequestRate of(String operation) {
        return others.getOrDefault(operation, usual);
    }

    /** The name of the operation's bucket among the service's. */
    String bucket(String operation) {
        return shared && !others.containsKey(operation) ? SHARED_BUCKET : operation;
    }
}
