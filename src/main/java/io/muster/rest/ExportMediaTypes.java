package io.muster.rest;

import io.muster.platform.MusterException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.function.Supplier;
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
                && !accept(call.getHeaders()).isBlank()
                && anyWritten(call)) {
            call.getHeaders().add(HttpHeaders.ACCEPT, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    /** The whole header; empty without it, which accepts everything. */
    private static String accept(MultivaluedMap<String, String> headers) {
        return String.join(",", headers.getOrDefault(HttpHeaders.ACCEPT, List.of()));
    }

    private static boolean anyWritten(ContainerRequestContext call) {
        return readable(call::getAcceptableMediaTypes).stream().anyMatch(ExportMediaTypes::written);
    }

    /** RESTEasy refuses some headers that cannot be read without naming them, and fails at others. */
    private static List<MediaType> readable(Supplier<List<MediaType>> accepted) {
        try {
            return accepted.get();
        } catch (IllegalArgumentException | WebApplicationException unreadable) {
            throw MusterException.badField(
                    HttpHeaders.ACCEPT, "is no list of media types with weights from 0 to 1 (RFC 9110, 12.5.1)");
        }
    }

    private static boolean written(MediaType accepted) {
        return WRITTEN.stream().anyMatch(accepted::isCompatible);
    }

    /** The format that the caller prefers by its header. */
    static String format(HttpHeaders headers) {
        if (accept(headers.getRequestHeaders()).isBlank()) {
            return "ndjson";
        }
        return readable(headers::getAcceptableMediaTypes).stream()
                .filter(ExportMediaTypes::written)
                .findFirst()
                .filter(preferred -> !preferred.isWildcardType() && preferred.isCompatible(CSV))
                .map(preferred -> "csv")
                .orElse("ndjson");
    }
}
