package io.muster.rest;

import io.muster.platform.identity.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** A scan's progress as server-sent events. */
@Path("/api/v1/scans/{scanId}/events")
@Tag(name = "Scans")
@RolesAllowed(Roles.VIEWER)
class ScanEventResource {

    /** Proxies close what is silent for longer; the usual limit is a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final ScanDocuments scans;
    private final EntityTags tags;

    ScanEventResource(ScanDocuments scans, EntityTags tags) {
        this.scans = scans;
        this.tags = tags;
    }

    @GET
    @KnownScan
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "followScan",
            summary = "A scan's progress as server-sent events, until it has ended.",
            description =
                    "An event \"progress\" holds the scan as it is now, and comes again whenever the scan has moved on;"
                            + " the last event is \"ended\", then the stream is over. Comments keep the connection alive. States that"
                            + " follow each other too fast are passed over. Whoever reconnects with Last-Event-ID is told what has"
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
        return withHeartbeats(sse, progress(sse, scanId, lastEventId));
    }

    private Multi<OutboundSseEvent> progress(Sse sse, String scanId, String lastEventId) {
        return scans.follow(scanId)
                .skip()
                .first(scan -> id(scan).equals(lastEventId) && !scan.status().ended())
                .map(scan -> sse.newEventBuilder()
                        .id(id(scan))
                        .name(scan.status().ended() ? "ended" : "progress")
                        .data(ScanDocument.class, scan)
                        .build());
    }

    private String id(ScanDocument scan) {
        return tags.of(scan).replace("\"", "");
    }

    private static Multi<OutboundSseEvent> withHeartbeats(Sse sse, Multi<OutboundSseEvent> events) {
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("alive").build());
        // one at a time of each: whoever does not read is not read for
        return Multi.createBy()
                .merging()
                .withRequests(1)
                .streams(
                        events.map(Optional::of).onCompletion().continueWith(Optional.empty()),
                        heartbeats.map(Optional::of))
                .select()
                .first(Optional::isPresent)
                .map(Optional::get);
    }
}
