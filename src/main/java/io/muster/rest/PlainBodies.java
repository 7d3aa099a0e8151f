package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.JsonBody;
import io.muster.platform.MusterException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses compressed bodies by their encoding (RFC 9110, section 15.5.16), which would be refused as malformed JSON, and JSON in another
 * encoding than UTF-8 (RFC 8259, section 8.1), whose texts would be read as others.
 */
class PlainBodies {

    private static final Pattern JSON =
            Pattern.compile("\\s*application/(?:[^;,\\s]+\\+)?json\\b", Pattern.CASE_INSENSITIVE);

    @ServerRequestFilter(priority = HttpOrder.REST_PLAIN_BODY)
    public void check(ContainerRequestContext call) {
        if (hasBody(call) && JsonBody.isCompressed(call.getHeaderString(HttpHeaders.CONTENT_ENCODING))) {
            throw new MusterException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, JsonBody.NOT_COMPRESSED);
        }
        String type = call.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null && JSON.matcher(type).lookingAt() && JsonBody.isInAnotherEncoding(type)) {
            throw new MusterException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "JSON is sent in UTF-8");
        }
    }

    private static boolean hasBody(ContainerRequestContext call) {
        return call.getHeaderString("Transfer-Encoding") != null || call.getLength() > 0;
    }
}
