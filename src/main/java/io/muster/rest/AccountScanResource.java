package io.muster.rest;

import io.muster.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Rescans of one account. */
@Path("/api/v1/accounts/{accountId}/scans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
@RolesAllowed(Roles.OPERATOR)
class AccountScanResource {

    private final ScanDocuments scans;

    AccountScanResource(ScanDocuments scans) {
        this.scans = scans;
    }

    @POST
    @Operation(
            operationId = "scanAccount",
            summary = "Starts a rescan of an account, or joins the one under way.",
            description = ScanDocument.JOINING)
    @RequestBody(
            description = "The regions and kinds to scan; without a body, all are scanned.",
            content = @Content(schema = @Schema(implementation = ScanBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "The scan that answers the request.",
            content = @Content(schema = @Schema(implementation = ScanDocument.class)))
    public Uni<RestResponse<ScanDocument>> scan(
            @Parameter(description = AccountBody.ACCOUNT_ID, example = "111111111111") @RestPath String accountId,
            @Nullable ScanBody body) {
        return scans.request((body == null ? ScanBody.EVERYTHING : body).of(List.of(accountId)));
    }
}
