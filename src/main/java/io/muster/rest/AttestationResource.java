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

/** Checks that people made by hand. */
@Path("/api/v1/attestations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Attestations", description = "Checks that people made by hand, with evidence, for a time.")
@RolesAllowed(Roles.VIEWER)
class AttestationResource {
    private static final String ID = "The attestation's id.";

    private final ExemptionCalls calls;

    AttestationResource(ExemptionCalls calls) {
        this.calls = calls;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "makeAttestation",
            summary = "Records the verdict of a person who checked a resource by hand.",
            description =
                    "PASS and NOT_APPLICABLE suppress the finding until then; FAIL is shown beside it. It takes effect at once, without a scan.")
    @APIResponse(
            responseCode = "201",
            description = "It is made: in force, or waiting for a second person.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> make(AttestationBody body) {
        if (body == null) {
            throw MusterException.badField("body", "an attestation is expected");
        }
        return calls.make(body.toDraft(), body.names());
    }

    @GET
    @Operation(
            operationId = "listAttestations",
            summary = "Attestations, the latest first.",
            description = "A caller who may not see every account sees those that name an account of theirs.")
    @APIResponse(responseCode = "200", description = "A page of attestations.")
    public Uni<RestResponse<Items<ExemptionAnswer>>> list(
            @Parameter(
                            description = "Those that are in one of these states.",
                            schema = @Schema(implementation = ExemptionState[].class))
                    @RestQuery
                    List<String> state,
            @Parameter(description = "Those that name one of these accounts.") @RestQuery List<String> accountId,
            @BeanParam PageParameters page) {
        return calls.list(ExemptionType.ATTESTATION, state, accountId, page);
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "getAttestation", summary = "One attestation, with its history.")
    @APIResponse(
            responseCode = "200",
            description = "The attestation.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> get(@Parameter(description = ID, example = "7") @RestPath String id) {
        return calls.get(ExemptionType.ATTESTATION, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "patchAttestation",
            summary = "Changes its reason, its owner, its evidence or its end.",
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
            description = "The attestation as it is now.",
            content = @Content(schema = @Schema(implementation = ExemptionAnswer.class)))
    public Uni<RestResponse<ExemptionAnswer>> patch(
            @Parameter(description = ID, example = "7") @RestPath String id,
            JsonNode patch,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.change(ExemptionType.ATTESTATION, id, patch, request, headers);
    }

    @POST
    @Path("/{id}/approval")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "approveAttestation",
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
        return calls.approve(ExemptionType.ATTESTATION, id, body, request, headers);
    }

    @POST
    @Path("/{id}/refusal")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "refuseAttestation",
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
        return calls.refuse(ExemptionType.ATTESTATION, id, body, request, headers);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "liftAttestation",
            summary = "Ends it: the findings that nothing else covers are open again, as they are now.",
            description = "It can still be read, with its history. One that has ended already is a conflict.")
    @APIResponse(responseCode = "204", description = "It is lifted.")
    public Uni<RestResponse<Void>> lift(
            @Parameter(description = ID, example = "7") @RestPath String id,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.lift(ExemptionType.ATTESTATION, id, request, headers);
    }
}
