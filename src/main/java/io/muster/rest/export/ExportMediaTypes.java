package io.muster.rest.export;

import io.muster.platform.AcceptedTypes;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.rest.CalledPath;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The media types that a caller may accept of an export. The parameter {@code format} decides; without it, the header {@code Accept}
 * does. A type of the weight 0 is not sent.
 */
class ExportMediaTypes {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    /** A stream of JSON objects is JSON for many clients. */
    private static final List<String> WRITTEN = List.of(NDJSON, MediaType.APPLICATION_JSON, CSV);

    /** RESTEasy takes one media type for a stream: the call accepts it, too, where it accepts one that is written. */
    @ServerRequestFilter(preMatching = true)
    public void admit(ContainerRequestContext call) {
        if (!CalledPath.isExport(CalledPath.of(call.getUriInfo()))) {
            return;
        }
        if (preferred(call.getHeaders(), call::getAcceptableMediaTypes, WRITTEN).isPresent()) {
            call.getHeaders().add(HttpHeaders.ACCEPT, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    /** Empty where the header is: RESTEasy takes that for everything by itself. */
    private static Optional<String> preferred(
            MultivaluedMap<String, String> headers, Supplier<List<MediaType>> accepted, List<String> offered) {
        List<String> lines = lines(headers);
        if (lines.stream().allMatch(String::isBlank)) {
            return Optional.empty();
        }
        return readable(accepted).isEmpty()
                ? Optional.empty()
                : AcceptedTypes.of(lines).best(offered);
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

    /** The format that the caller prefers by its header. */
    static String format(HttpHeaders headers) {
        List<String> offered = refuses(headers, NDJSON) ? List.of(CSV) : WRITTEN;
        return preferred(headers.getRequestHeaders(), headers::getAcceptableMediaTypes, offered)
                        .filter(CSV::equals)
                        .isPresent()
                ? "csv"
                : "ndjson";
    }

    /**
     * Fails where the caller gives the type that is sent the weight 0.
     *
     * @param sent the type, as the answer's header has it
     */
    static void check(HttpHeaders headers, String sent) {
        String type = sent.split(";", 2)[0];
        if (refuses(headers, type)) {
            throw new MusterException(
                    ErrorCode.NOT_ACCEPTABLE, "Accept gives " + type + ", the type of the export, the weight 0");
        }
    }

    private static boolean refuses(HttpHeaders headers, String type) {
        return AcceptedTypes.of(lines(headers.getRequestHeaders())).refuses(List.of(type));
    }

    private static List<String> lines(MultivaluedMap<String, String> headers) {
        return headers.getOrDefault(HttpHeaders.ACCEPT, List.of());
    }
}
