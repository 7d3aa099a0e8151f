package io.muster.aws;

import java.util.Set;
import java.util.stream.Stream;

/**
 * The error codes of a service, in addition to those that all services have and the SDK knows.
 *
 * @param denied  the caller has no right to the operation
 * @param retried the call may succeed when it is repeated
 */
record ErrorCodes(Set<String> denied, Set<String> retried) {
    /**
     * The error codes of most services that speak JSON: AccessDeniedException and ThrottlingException.
     *
     * @param retried further codes that are retried
     */
    static ErrorCodes usual(String... retried) {
        return denying("AccessDeniedException")
                .retrying(Stream.concat(Stream.of("ThrottlingException"), Stream.of(retried))
                        .toArray(String[]::new));
    }

    static ErrorCodes denying(String... codes) {
        return new ErrorCodes(Set.of(codes), Set.of());
    }

    ErrorCodes retrying(String... codes) {
        return new ErrorCodes(denied, Set.of(codes));
    }
}
