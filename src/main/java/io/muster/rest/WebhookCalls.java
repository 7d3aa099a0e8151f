package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.webhook.DeliveryState;
import io.muster.finding.webhook.DeliveryView;
import io.muster.finding.webhook.WebhookDraft;
import io.muster.finding.webhook.WebhookReads;
import io.muster.finding.webhook.WebhookTrial;
import io.muster.finding.webhook.WebhookView;
import io.muster.finding.webhook.Webhooks;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jboss.resteasy.reactive.RestResponse;

/** Calls about webhooks, which are told of every account: by callers alone who may see every account. */
@ApplicationScoped
class WebhookCalls {

    private final Webhooks webhooks;
    private final WebhookReads reads;
    private final KnownNames names;
    private final Callers callers;
    private final AuditLog audit;
    private final MergePatch patches;

    WebhookCalls(
            Webhooks webhooks,
            WebhookReads reads,
            KnownNames names,
            Callers callers,
            AuditLog audit,
            MergePatch patches) {
        this.patches = patches;
        this.webhooks = webhooks;
        this.reads = reads;
        this.names = names;
        this.callers = callers;
        this.audit = audit;
    }

    Uni<RestResponse<Items<WebhookAnswer>>> list(PageParameters page) {
        ofEveryAccount();
        return page.of(asked -> reads.page(asked).map(found -> found.map(WebhookAnswer::of)));
    }

    Uni<RestResponse<WebhookAnswer>> make(WebhookBody body) {
        Caller caller = ofEveryAccount();
        WebhookDraft draft = body.toDraft();
        webhooks.check(draft, true);
        return names.check(caller.accounts(), body.names())
                .chain(() -> webhooks.make(draft, caller))
                .invoke(made -> audit.done(caller, AuditLog.Action.WEBHOOK_MADE, about(made)))
                .map(made -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, WebhookAnswer.of(made))
                        .header("Location", "/api/v1/webhooks/" + made.id())
                        .tag(Preconditions.tag(made.version()))
                        .build());
    }

    /** The tag is that of the settings, for If-Match: the counts of deliveries change beside it. */
    Uni<RestResponse<WebhookAnswer>> get(String id) {
        ofEveryAccount();
        return reads.get(id).map(WebhookCalls::answer);
    }

    Uni<RestResponse<WebhookAnswer>> replace(String id, WebhookBody body, Request request, HttpHeaders headers) {
        Caller caller = ofEveryAccount();
        IntConsumer precondition = Preconditions.ofVersion(request, headers);
        return replace(caller, id, precondition, body, body.names());
    }

    /** No answer shows the address and the secret, so a patch that does not name them keeps them. */
    Uni<RestResponse<WebhookAnswer>> change(String id, JsonNode patch, Request request, HttpHeaders headers) {
        Caller caller = ofEveryAccount();
        IntConsumer precondition = Preconditions.ofVersion(request, headers);
        patches.check(patch, WebhookBody.class);
        for (String kept : List.of("url", "secret")) {
            if (patch.has(kept) && patch.get(kept).isNull()) {
                throw MusterException.badField(kept, "cannot be taken away: send another one, or leave it out");
            }
        }
        return reads.get(id).chain(view -> {
            WebhookBody body = patches.apply(patch, WebhookBody.of(view), WebhookBody.class);
            // what its filter names may be gone since, which must not keep anybody from disabling it
            List<Named> names = patch.has("filter") ? body.names() : List.of();
            return replace(
                    caller, id, precondition.andThen(version -> requireSame(version, view.version())), body, names);
        });
    }

    private static void requireSame(int version, int read) {
        if (version != read) {
            throw new MusterException(ErrorCode.CONFLICT, "It was changed at the same time: try again");
        }
    }

    private Uni<RestResponse<WebhookAnswer>> replace(
            Caller caller, String id, IntConsumer precondition, WebhookBody body, List<Named> named) {
        WebhookDraft draft = body.toDraft();
        webhooks.check(draft, false);
        return names.check(caller.accounts(), named)
                .chain(() -> webhooks.replace(id, precondition, draft))
                .invoke(changed -> audit.done(caller, AuditLog.Action.WEBHOOK_CHANGED, about(changed)))
                .map(WebhookCalls::answer);
    }

    Uni<RestResponse<Void>> delete(String id, Request request, HttpHeaders headers) {
        Caller caller = ofEveryAccount();
        IntConsumer precondition = Preconditions.ofVersion(request, headers);
        return reads.get(id)
                .call(() -> webhooks.delete(id, precondition))
                .invoke(deleted -> audit.done(caller, AuditLog.Action.WEBHOOK_DELETED, about(deleted)))
                .map(deleted -> RestResponse.noContent());
    }

    Uni<WebhookTrial> test(String id, @Nullable WebhookTrialBody body) {
        Caller caller = ofEveryAccount();
        return webhooks.test(id, body == null ? null : body.message())
                .invoke(trial -> audit.done(
                        caller,
                        AuditLog.Action.WEBHOOK_TESTED,
                        Map.of("webhookId", id, "delivered", trial.delivered())));
    }

    Uni<RestResponse<Items<DeliveryView>>> deliveries(String id, List<String> states, PageParameters page) {
        ofEveryAccount();
        List<DeliveryState> meant = Choice.of(DeliveryState.class, "state", states);
        return page.of(asked -> reads.deliveries(id, meant, asked));
    }

    Uni<ReplayAnswer> replay(String id, @Nullable ReplayBody body) {
        Caller caller = ofEveryAccount();
        List<Long> deliveries = body == null ? null : body.ids();
        return webhooks.replay(id, deliveries)
                .invoke(count -> audit.done(
                        caller, AuditLog.Action.WEBHOOK_REPLAYED, Map.of("webhookId", id, "deliveries", count)))
                .map(ReplayAnswer::new);
    }

    private Caller ofEveryAccount() {
        Caller caller = callers.current();
        if (!caller.accounts().isEveryAccount()) {
            throw new MusterException(
                    ErrorCode.FORBIDDEN,
                    "Webhooks receive the findings of every account: only callers who may see every account can use them");
        }
        return caller;
    }

    private static RestResponse<WebhookAnswer> answer(WebhookView view) {
        return RestResponse.ResponseBuilder.ok(WebhookAnswer.of(view))
                .tag(Preconditions.tag(view.version()))
                .build();
    }

    /** Neither the secret nor the path of the address. */
    private static Map<String, Object> about(WebhookView webhook) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("webhookId", webhook.id());
        about.put("name", webhook.name());
        about.put("enabled", webhook.enabled());
        about.put("format", webhook.format());
        about.put("target", webhook.target());
        about.put("digestHour", webhook.digestHour());
        about.put("filter", webhook.filter());
        return about;
    }
}
