package io.muster.platform.identity;

import java.util.stream.Stream;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** The fault of a token that was refused. */
enum TokenFault {
    /** Its time is over. */
    EXPIRED,
    /** The token is not valid yet: two clocks do not agree. */
    NOT_YET_VALID,
    /** The token was issued for another service. */
    AUDIENCE,
    /** The token is of another issuer. */
    ISSUER,
    /** The token is not signed, not signed by a key of the issuer, or was changed afterwards. */
    SIGNATURE,
    /** The token is not a signed JWT: it is cut off, opaque, or of another format. */
    MALFORMED;

    /** The first fault of the token. */
    static TokenFault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvableKeyException) {
                return SIGNATURE;
            }
            if (cause instanceof InvalidJwtException invalid) {
                return of(invalid);
            }
        }
        return MALFORMED;
    }

    private static TokenFault of(InvalidJwtException invalid) {
        if (has(invalid, ErrorCodes.SIGNATURE_INVALID, ErrorCodes.SIGNATURE_MISSING)
                || invalid.getCause() instanceof UnresolvableKeyException) {
            return SIGNATURE;
        }
        if (has(invalid, ErrorCodes.EXPIRED)) {
            return EXPIRED;
        }
        if (has(invalid, ErrorCodes.NOT_YET_VALID)) {
            return NOT_YET_VALID;
        }
        if (has(invalid, ErrorCodes.ISSUER_INVALID, ErrorCodes.ISSUER_MISSING)) {
            return ISSUER;
        }
        return has(invalid, ErrorCodes.AUDIENCE_INVALID, ErrorCodes.AUDIENCE_MISSING) ? AUDIENCE : MALFORMED;
    }

    private static boolean has(InvalidJwtException invalid, Integer... codes) {
        return Stream.of(codes).anyMatch(code -> invalid.hasErrorCode(code));
    }
}
