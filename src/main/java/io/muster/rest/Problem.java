package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException.Violation;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;

/**
 * An error as RFC 9457 has it.
 *
 * @param type       {@code urn:muster:error:} and the code
 * @param instance   the path that was called
 * @param violations the inputs at fault; left out when there are none
 */
@RegisterForReflection(registerFullHierarchy = true)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ErrorCode code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> violations) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ErrorCode code, String detail, String instance, List<Violation> violations) {
        String name = code.name().toLowerCase(Locale.ROOT);
        String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return new Problem(
                "urn:muster:error:" + name.replace('_', '-'),
                title.replace('_', ' '),
                code.httpStatus(),
                detail,
                instance,
                code,
                violations);
    }

    Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
