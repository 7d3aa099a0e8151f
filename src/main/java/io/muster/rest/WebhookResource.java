package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.webhook.DeliveryState;
import io.muster.finding.webhook.DeliveryView;
import io.muster.finding.webhook.WebhookTrial;
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
import jakarta.ws.rs.PUT;
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

/** Webhooks, which are told of events of findings. */
@Path("/api/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks", description = "Addresses that are told of events of findings.")
@RolesAllowed(Roles.ADMIN)
class WebhookResource {
    private static final String ID = "The webhook's id.";

    private final WebhookCalls calls;

    WebhookResource(WebhookCalls calls) {
        this.calls = calls;
    }

    @GET
    @Operation(
            operationId = "listWebhooks",
            summary = "The webhooks, by name.",
            description = "For callers alone who may see every account, as all calls about webhooks are.")
    @APIResponse(responseCode = "200", description = "A page of webhooks.")
    public Uni<RestResponse<Items<WebhookAnswer>>> list(@BeanParam PageParameters page) {
        return calls.list(page);
    }

    @POST
    @Operation(
            operationId = "makeWebhook",
            summary = "Makes a webhook.",
            description =
                    "It is told of events from then on, at least once each, and in order for each finding. There can be 100 webhooks.")
    @APIResponse(
            responseCode = "201",
            description = "It is made.",
            content = @Content(schema = @Schema(implementation = WebhookAnswer.class)))
    public Uni<RestResponse<WebhookAnswer>> make(WebhookBody body) {
        return calls.make(required(body));
    }

    @GET
    @Path("/{webhookId}")
    @Operation(operationId = "getWebhook", summary = "One webhook.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook.",
            content = @Content(schema = @Schema(implementation = WebhookAnswer.class)))
    public Uni<RestResponse<WebhookAnswer>> get(
            @Parameter(description = ID, example = "7") @RestPath String webhookId) {
        return calls.get(webhookId);
    }

    @PUT
    @Path("/{webhookId}")
    @Operation(
            operationId = "putWebhook",
            summary = "Replaces a webhook.",
            description =
                    "A member that the body leaves out is reset, but for url and secret, which nobody can read: these are kept. If-Match replaces"
                            + " only what has not changed since it was read.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook as it is now.",
            content = @Content(schema = @Schema(implementation = WebhookAnswer.class)))
    public Uni<RestResponse<WebhookAnswer>> put(
            @Parameter(description = ID, example = "7") @RestPath String webhookId,
            WebhookBody body,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.replace(webhookId, required(body), request, headers);
    }

    @PATCH
    @Path("/{webhookId}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchWebhook",
            summary = "Changes the named members of a webhook.",
            description =
                    "A JSON merge patch (RFC 7396): named members are replaced, null resets, the rest stays. url and secret can be replaced, not"
                            + " taken away. If-Match changes only what has not changed since it was read.")
    @RequestBody(
            description = "The members to change.",
            content = {
                @Content(mediaType = MergePatch.MEDIA_TYPE, schema = @Schema(implementation = WebhookBody.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = WebhookBody.class))
            })
    @APIResponse(
            responseCode = "200",
            description = "The webhook as it is now.",
            content = @Content(schema = @Schema(implementation = WebhookAnswer.class)))
    public Uni<RestResponse<WebhookAnswer>> patch(
            @Parameter(description = ID, example = "7") @RestPath String webhookId,
            JsonNode patch,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.change(webhookId, patch, request, headers);
    }

    @DELETE
    @Path("/{webhookId}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Deletes a webhook, with its deliveries.",
            description = "Messages that were not sent are not sent any more.")
    @APIResponse(responseCode = "204", description = "It is deleted.")
    public Uni<RestResponse<Void>> delete(
            @Parameter(description = ID, example = "7") @RestPath String webhookId,
            @Context Request request,
            @Context HttpHeaders headers) {
        return calls.delete(webhookId, request, headers);
    }

    @POST
    @Path("/{webhookId}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Sends a test message at once, and tells its outcome.",
            description = "One attempt, beside all deliveries; also of a webhook that is not enabled.")
    @APIResponse(
            responseCode = "200",
            description = "The outcome, also where the target did not take it.",
            content = @Content(schema = @Schema(implementation = WebhookTrial.class)))
    public Uni<WebhookTrial> test(
            @Parameter(description = ID, example = "7") @RestPath String webhookId, @Nullable WebhookTrialBody body) {
        return calls.test(webhookId, body);
    }

    @GET
    @Path("/{webhookId}/deliveries")
    @Operation(operationId = "listDeliveries", summary = "The deliveries of a webhook, the latest first.")
    @APIResponse(responseCode = "200", description = "A page of deliveries.")
    public Uni<RestResponse<Items<DeliveryView>>> deliveries(
            @Parameter(description = ID, example = "7") @RestPath String webhookId,
            @Parameter(
                            description = "Those that are in one of these states.",
                            schema = @Schema(implementation = DeliveryState[].class))
                    @RestQuery
                    List<String> state,
            @BeanParam PageParameters page) {
        return calls.deliveries(webhookId, state, page);
    }

    @POST
    @Path("/{webhookId}/replay")
    @Operation(
            operationId = "replayDeliveries",
            summary = "Attempts deliveries again that were given up.",
            description =
                    "As if they had not been attempted, with the same keys. Without a body, all of them, 10,000 at most; ids of others are left alone.")
    @APIResponse(
            responseCode = "200",
            description = "How many are pending again.",
            content = @Content(schema = @Schema(implementation = ReplayAnswer.class)))
    public Uni<ReplayAnswer> replay(
            @Parameter(description = ID, example = "7") @RestPath String webhookId, @Nullable ReplayBody body) {
        return calls.replay(webhookId, body);
    }

    private static WebhookBody required(@Nullable WebhookBody body) {
        if (body == null) {
            throw MusterException.badField("body", "a webhook is expected");
        }
        return body;
    }
}
