package io.muster.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Rescans of one account. */
@Path("/api/v1/accounts/{accountId}/scans")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Scans")
class AccountScanResource {

    private final ScanDocuments scans;

    AccountScanResource(ScanDocuments scans) {
        this.scans = scans;
    }

    @POST
    @Operation(summary = "Starts a rescan of an account, or joins the one under way.")
    public Uni<RestResponse<ScanDocument>> scan(@RestPath String accountId, @Nullable ScanBody body) {
        return scans.request((body == null ? ScanBody.EVERYTHING : body).of(List.of(accountId)));
    }
}
