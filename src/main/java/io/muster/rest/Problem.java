package io.muster.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.RequestId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An error as RFC 9457 has it.
 *
 * @param type       {@code urn:muster:error:} and the code
 * @param instance   the path that was called
 * @param violations the inputs at fault; left out when there are none
 */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(description = "A refusal or a failure, RFC 9457.")
public record Problem(
        @Schema(description = "Which one it is.", examples = "urn:muster:error:bad-request")
        String type,

        @Schema(description = "The same for people.", examples = "Bad request")
        String title,

        @Schema(description = "The HTTP status.", examples = "400")
        int status,

        @Schema(description = "The fault in this case.", examples = "regions[0]: nowhere is not an AWS region")
        String detail,

        @Schema(description = "The path that was called.", examples = "/api/v1/scans")
        String instance,

        @Schema(description = "The same as the type; further ones may come.")
        ErrorCode code,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Each input at fault: its name as the caller wrote it, and its fault.")
        List<Violation> violations,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The call's X-Request-Id, by which the log knows it.")
        String requestId) {

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
                violations,
                RequestId.current().orElse(null));
    }

    Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        return code.retryable()
                ? response.header(HttpHeaders.RETRY_AFTER, ErrorCode.RETRY_AFTER_SECONDS)
                        .build()
                : response.build();
    }
}
