package io.muster.rest;

import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.JsonBody;
import io.muster.platform.MusterException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses compressed bodies by their encoding (RFC 9110, section 15.5.16); they would be refused as malformed JSON. */
class PlainBodies {

    @ServerRequestFilter(priority = HttpOrder.REST_PLAIN_BODY)
    public void check(ContainerRequestContext call) {
        if (hasBody(call) && JsonBody.isCompressed(call.getHeaderString(HttpHeaders.CONTENT_ENCODING))) {
            throw new MusterException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, JsonBody.NOT_COMPRESSED);
        }
    }

    private static boolean hasBody(ContainerRequestContext call) {
        return call.getHeaderString("Transfer-Encoding") != null || call.getLength() > 0;
    }
}
