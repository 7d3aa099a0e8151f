package io.muster.platform;

/**
 * Every way in which Muster refuses or fails, for REST (the problem's {@code type} and status) and for GraphQL
 * ({@code extensions.code}) alike.
 */
public enum ErrorCode {
    BAD_REQUEST(400, false),
    BAD_CURSOR(400, false),
    UNAUTHENTICATED(401, false),
    FORBIDDEN(403, false),
    NOT_FOUND(404, false),
    CONFLICT(409, false),
    PRECONDITION_FAILED(412, false),
    TOO_LARGE(413, false),
    UNSUPPORTED_MEDIA_TYPE(415, false),
    METHOD_NOT_ALLOWED(405, false),
    NOT_ACCEPTABLE(406, false),
    /** An Idempotency-Key came again with another request. */
    KEY_REUSED(422, false),
    /** Rules that were to be checked have faults. */
    RULES_REFUSED(422, false),
    TOO_COMPLEX(400, false),
    QUERY_TOO_DEEP(400, false),
    TOO_MANY_TOKENS(400, false),
    TOO_MANY_ALIASES(400, false),
    /** A GraphQL document was named by a hash that the replica does not know: it is to be sent with its hash. */
    PERSISTED_QUERY_NOT_FOUND(404, false),
    /** Documents cannot be named by a hash here. */
    PERSISTED_QUERY_NOT_SUPPORTED(400, false),
    TOO_MANY_REQUESTS(429, true),
    TOO_MANY_SUBSCRIPTIONS(429, true),
    /** The caller has as many scans under way as one may have. */
    TOO_MANY_SCANS(429, true),
    SUBSCRIPTION_OVERFLOW(503, true),
    UNAVAILABLE(503, true),
    TIMEOUT(503, true),
    INTERNAL(500, false);

    /** When a call that was refused by a {@link #retryable()} code may be made again: for {@code Retry-After}. */
    public static final int RETRY_AFTER_SECONDS = 2;

    private final int httpStatus;
    private final boolean retryable;

    ErrorCode(int httpStatus, boolean retryable) {
        this.httpStatus = httpStatus;
        this.retryable = retryable;
    }

    /** The HTTP status that carries this code, RFC 9110. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same call may succeed later without any change to it. */
    public boolean retryable() {
        return retryable;
    }
}
