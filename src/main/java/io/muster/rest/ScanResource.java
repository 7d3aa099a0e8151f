package io.muster.rest;

import io.muster.platform.identity.Roles;
import io.muster.scan.ScanFilter;
import io.muster.scan.ScanStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Scans, asked for, listed and followed. */
@Path("/api/v1/scans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Scans", description = "Readings of accounts from AWS.")
@RolesAllowed(Roles.VIEWER)
class ScanResource {

    private final ScanDocuments scans;
    private final EntityTags tags;
    private final ScanEventStream events;

    ScanResource(ScanDocuments scans, EntityTags tags, ScanEventStream events) {
        this.scans = scans;
        this.tags = tags;
        this.events = events;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "scanAccounts",
            summary = "Starts a rescan of accounts, or joins the one under way.",
            description = ScanDocument.JOINING)
    @RequestBody(
            description = "The accounts, regions and kinds to scan; without a body, every enabled account is scanned.",
            content = @Content(schema = @Schema(implementation = ScansBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "The scan that answers the request.",
            content = @Content(schema = @Schema(implementation = ScanDocument.class)))
    public Uni<RestResponse<ScanDocument>> scan(@Nullable ScansBody body) {
        return scans.request((body == null ? ScansBody.EVERYTHING : body).toRequest());
    }

    @GET
    @Operation(operationId = "listScans", summary = "Scans, the latest first.")
    @APIResponse(responseCode = "200", description = "A page of scans.")
    public Uni<RestResponse<Items<ScanDocument>>> list(
            @Parameter(description = "Scans that reach one of these accounts.") @RestQuery List<String> accountId,
            @Parameter(
                            description = "Scans that are in one of these states.",
                            schema = @Schema(implementation = ScanStatus[].class))
                    @RestQuery
                    List<String> status,
            @BeanParam PageParameters page) {
        ScanFilter filter = new ScanFilter(null, given(accountId), statuses(given(status)), null, null);
        return page.of(asked -> scans.page(filter, asked));
    }

    @GET
    @Path("/{scanId}")
    @Operation(operationId = "getScan", summary = "One scan: its status, its progress and its gaps.")
    @APIResponse(
            responseCode = "200",
            description = "The scan.",
            content = @Content(schema = @Schema(implementation = ScanDocument.class)))
    public Uni<RestResponse<ScanDocument>> get(
            @Parameter(description = ScanDocument.ID, example = "42") @RestPath String scanId,
            @Context Request request,
            @Context HttpHeaders headers) {
        Preconditions preconditions = Preconditions.of(request, headers);
        return scans.find(scanId).map(scan -> {
            EntityTag tag = tags.of(scan);
            RestResponse.ResponseBuilder<ScanDocument> answer = preconditions.notModified(tag)
                    ? RestResponse.ResponseBuilder.create(RestResponse.Status.NOT_MODIFIED)
                    : RestResponse.ResponseBuilder.ok(scan);
            return answer.tag(tag).build();
        });
    }

    @GET
    @Path("/{scanId}/events")
    @KnownScan
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "followScan",
            summary = "A scan's progress as server-sent events, until it has ended.",
            description =
                    "An event \"progress\" holds the scan as it is now, and comes again whenever the scan has moved on;"
                            + " the last event is \"ended\", then the stream is over. Comments keep the connection alive. States that"
                            + " follow each other too fast are passed over. A client that reconnects with Last-Event-ID is told what has"
                            + " changed since.")
    @APIResponse(
            responseCode = "200",
            description = "The events; the data of each is a scan.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = String.class),
                            examples =
                                    @ExampleObject(
                                            name = "ended",
                                            value =
                                                    "id:7Ky0LGtmSSz3xZcS\nevent:ended\ndata:{\"scanId\":\"42\",\"status\":\"SUCCEEDED\"}")))
    public Multi<OutboundSseEvent> events(
            @Parameter(description = ScanDocument.ID, example = "42") @RestPath String scanId,
            @Parameter(description = "The id of the last event that was taken, to go on from there.")
                    @RestHeader("Last-Event-ID")
                    String lastEventId,
            @Context Sse sse) {
        return events.of(scanId, lastEventId, sse);
    }

    @DELETE
    @Path("/{scanId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "cancelScan",
            summary = "Cancels a scan.",
            description =
                    "Tasks that wait are not begun. A task that runs stops within a third of muster.scan.lease, and the results"
                            + " that it has read are dropped; those written by then stay.")
    @APIResponse(
            responseCode = "202",
            description = "The scan is cancelled.",
            content = @Content(schema = @Schema(implementation = ScanDocument.class)))
    public Uni<RestResponse<ScanDocument>> cancel(
            @Parameter(description = ScanDocument.ID, example = "42") @RestPath String scanId) {
        return scans.cancel(scanId);
    }

    /** A parameter that is not there comes as an empty list. */
    private static @Nullable List<String> given(List<String> values) {
        return values.isEmpty() ? null : values;
    }

    private static @Nullable List<ScanStatus> statuses(@Nullable List<String> names) {
        return names == null ? null : Choice.of(ScanStatus.class, "status", names);
    }
}
