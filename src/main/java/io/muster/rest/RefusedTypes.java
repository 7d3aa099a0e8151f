package io.muster.rest;

import io.muster.platform.AcceptedTypes;
import io.muster.platform.ErrorCode;
import io.muster.platform.HttpOrder;
import io.muster.platform.MusterException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses calls whose header {@code Accept} gives the media type of the answer the weight 0, which means "not acceptable" (RFC 9110,
 * section 12.4.2). RESTEasy leaves weights of 0 out of account. Exports, whose type each call chooses, refuse it themselves.
 */
class RefusedTypes {

    private static final Pattern EVENTS = Pattern.compile("/api/v1/scans/[^/]+/events/?");

    @ServerRequestFilter(priority = HttpOrder.REST_ACCEPTED_TYPES)
    public void check(ContainerRequestContext call) {
        String path = CalledPath.of(call.getUriInfo());
        List<String> lines = call.getHeaders().getOrDefault(HttpHeaders.ACCEPT, List.of());
        if (!CalledPath.isExport(path) && refuses(lines, path)) {
            throw refusal(answer(path));
        }
    }

    /** Whether the header refuses the answer of that path. */
    static boolean refuses(List<String> lines, String path) {
        return AcceptedTypes.of(lines).refuses(List.of(answer(path)));
    }

    private static String answer(String path) {
        return EVENTS.matcher(path).matches() ? MediaType.SERVER_SENT_EVENTS : MediaType.APPLICATION_JSON;
    }

    private static MusterException refusal(String type) {
        return new MusterException(
                ErrorCode.NOT_ACCEPTABLE, "Accept gives " + type + ", the type of the answer, the weight 0");
    }
}
