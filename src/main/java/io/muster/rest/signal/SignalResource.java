package io.muster.rest.signal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.inventory.signal.Signal;
import io.muster.inventory.signal.Signals;
import io.muster.platform.AccountScope;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.OwnContext;
import io.muster.platform.identity.Roles;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signals of other products about resources. */
@Path("/api/v1/signals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signals", description = "Findings of other products, shown beside the resources that they name.")
@RolesAllowed(Roles.OPERATOR)
class SignalResource {

    private static final String NDJSON = "application/x-ndjson";

    private final Signals signals;
    private final Callers callers;
    private final AuditLog audit;
    private final ObjectMapper json;
    private final Clock clock;

    SignalResource(Signals signals, Callers callers, AuditLog audit, ObjectMapper json, Clock clock) {
        this.clock = clock;
        this.signals = signals;
        this.callers = callers;
        this.audit = audit;
        this.json = json;
    }

    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Operation(
            operationId = "importSignals",
            summary = "Imports findings of other products as OCSF events.",
            description =
                    "Compliance, detection and vulnerability findings (classes 2003, 2004, 2002), as Security Hub, Inspector and Prowler write"
                            + " them: a list, or one a line. The same event again changes nothing, a later one of the same product,"
                            + " finding and resource replaces it. A bad event costs itself alone. They count in no number of"
                            + " Muster's. docs/signals.md has the members that are read.")
    @RequestBody(
            description = "Up to 1,000 events.",
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class)),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "200",
            description = "At least one event was taken.",
            content = @Content(schema = @Schema(implementation = ImportedSignals.class)))
    public Uni<ImportedSignals> take(@Nullable String body) {
        if (body == null || body.isBlank()) {
            throw MusterException.badField("body", "events of OCSF are expected");
        }
        Caller caller = callers.current();
        AccountScope scope = caller.accounts();
        return OwnContext.back(Uni.createFrom()
                        .item(() -> SignalLines.read(body, json, scope, clock.instant()))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .invoke(SignalResource::requireSome)
                .chain(lines -> keep(caller, lines));
    }

    private static void requireSome(SignalLines lines) {
        if (lines.refused().size() == lines.received()) {
            throw MusterException.badFields(
                    lines.refused().stream().map(SignalResource::violation).toList());
        }
    }

    private static Violation violation(RefusedSignal refused) {
        String line = "line " + refused.line();
        return new Violation(refused.field().isEmpty() ? line : line + ": " + refused.field(), refused.message());
    }

    private Uni<ImportedSignals> keep(Caller caller, SignalLines lines) {
        Set<String> resources = lines.signals().stream().map(Signal::resource).collect(Collectors.toSet());
        int taken = lines.received() - lines.refused().size();
        return signals.keep(lines.signals())
                .invoke(() -> audit.done(
                        caller,
                        AuditLog.Action.SIGNALS_IMPORTED,
                        Map.of(
                                "events",
                                taken,
                                "sources",
                                lines.signals().stream()
                                        .map(Signal::source)
                                        .distinct()
                                        .sorted()
                                        .limit(10)
                                        .collect(Collectors.joining(", ")))))
                .chain(() -> signals.known(resources))
                .map(known -> new ImportedSignals(lines.received(), taken, resources.size() - known, lines.refused()));
    }
}
