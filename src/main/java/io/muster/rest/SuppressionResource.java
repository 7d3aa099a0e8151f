package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.muster.platform.MusterException;
import io.muster.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Findings that are accepted for a reason. */
@Path("/api/v1/suppressions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Suppressions", description = "Findings that are accepted for a reason, for a time.")
@RolesAllowed(Roles.VIEWER)
class SuppressionResource {
    private static final String ID = "The suppression's id.";

    private final ExemptionCalls calls;

    SuppressionResource(ExemptionCalls calls) {
        this.calls = calls;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "makeSuppression",
            summary =
                    "Suppresses a finding, or all findings of a rule, an account, a unit, a region, a resource or a tag.",
            description =
                    "Findings that come later are meant as well. Suppressed resources are still judged by each scan. It takes effect at once, without a scan, and ends by itself at until.")
    @APIResponse(
            responseCode = "201",
            description = "It is made: in force, or waiting for a second person.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> make(SuppressionBody body) {
        if (body == null) {
            throw MusterException.badField("body", "a suppression is expected");
        }
        return calls.make(body.toDraft(), body.names());
    }

    @GET
    @Operation(
            operationId = "listSuppressions",
            summary = "Suppressions, the latest first.",
            description = "A caller who may not see every account sees those that name an account of theirs.")
    @APIResponse(responseCode = "200", description = "A page of suppressions.")
    public Uni<RestResponse<Items<ExemptionAnswer>>> list(
            @Parameter(
                            description = "Those that are in one of these states.",
                            schema = @Schema(implementation = ExemptionState[].class))
                    @RestQuery
                    List<String> state,
            @Parameter(description = "Those that name one of these accounts.") @RestQuery List<String> accountId,
            @BeanParam PageParameters page) {
        return calls.list(ExemptionType.SUPPRESSION, state, accountId, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getSuppression", summary = "One suppression, with its history.")
    @APIResponse(
            responseCode = "200",
            description = "The suppression.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> get(@Parameter(description = ID, example = "7") @RestPath String id) {
        return calls.get(ExemptionType.SUPPRESSION, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "patchSuppression",
            summary = "Changes its reason, its owner or its end.",
            description =
                    "A JSON merge patch (RFC 7396). Its scope cannot be changed: lift it, and make another one. Of one that a"
                            + " second person approved, only the owner can be changed, and the end to an earlier one. If-Match"
                            + " changes only what has not changed since it was read.")
    @RequestBody(
            description = "The members to change.",
            content = {
                @Content(
                        mediaType = MergePatch.MEDIA_TYPE,
                        schema = @Schema(implementation = ExemptionTermsBody.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ExemptionTermsBody.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The suppression as it is now.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> patch(
            @Parameter(description = ID, example = "7") @RestPath String id,
            JsonNode patch,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.change(ExemptionType.SUPPRESSION, id, patch, request, headers);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "approveSuppression",
            summary = "Approves a request: it is in force from then on.",
            description = "The caller who made the request cannot approve it.")
    @APIResponse(
            responseCode = "200",
            description = "It is in force.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> approve(
            @Parameter(description = ID, example = "7") @RestPath String id,
            @Nullable DecisionBody body,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.approve(ExemptionType.SUPPRESSION, id, body, request, headers);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "refuseSuppression",
            summary = "Refuses a request.",
            description = "The caller who made the request cannot refuse it, but can delete it.")
    @APIResponse(
            responseCode = "200",
            description = "It is refused.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> refuse(
            @Parameter(description = ID, example = "7") @RestPath String id,
            @Nullable DecisionBody body,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.refuse(ExemptionType.SUPPRESSION, id, body, request, headers);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "liftSuppression",
            summary = "Ends it: the findings that nothing else covers are open again, as they are now.",
            description = "It can still be read, with its history. One that has ended already is a conflict.")
    @APIResponse(responseCode = "204", description = "It is lifted.")
    public Uni<RestResponse<Void>> lift(
            @Parameter(description = ID, example = "7") @RestPath String id,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.lift(ExemptionType.SUPPRESSION, id, request, headers);
    }
}
