package io.muster.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The media types that a caller may accept of an export. The parameter {@code format} decides; without it, the header {@code Accept}
 * does.
 */
class ExportMediaTypes {

    private static final Pattern PATH = Pattern.compile("/api/v1/findings/export/?");
    private static final MediaType CSV = new MediaType("text", "csv");

    /** A stream of JSON objects is JSON for many clients. */
    private static final List<MediaType> WRITTEN =
            List.of(new MediaType("application", "x-ndjson"), MediaType.APPLICATION_JSON_TYPE, CSV);

    /** RESTEasy takes one media type for a stream: the call accepts it, too, where it accepts one that is written. */
    @ServerRequestFilter(preMatching = true)
    public void admit(ContainerRequestContext call) {
        if (PATH.matcher(CalledPath.of(call.getUriInfo())).matches()
                && call.getHeaders().containsKey(HttpHeaders.ACCEPT)
                && anyWritten(call)) {
            call.getHeaders().add(HttpHeaders.ACCEPT, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean anyWritten(ContainerRequestContext call) {
        try {
            return call.getAcceptableMediaTypes().stream().anyMatch(ExportMediaTypes::written);
        } catch (IllegalArgumentException noMediaType) {
            return false; // left to be refused as for every other call
        }
    }

    private static boolean written(MediaType accepted) {
        return WRITTEN.stream().anyMatch(accepted::isCompatible);
    }

    /** The format that the caller prefers by its header. */
    static String format(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(ExportMediaTypes::written)
                .findFirst()
                .filter(preferred -> !preferred.isWildcardType() && preferred.isCompatible(CSV))
                .map(preferred -> "csv")
                .orElse("ndjson");
    }
}
