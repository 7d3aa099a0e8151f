package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.platform.AccountScope;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.platform.identity.Roles;
import io.muster.scan.whatif.WhatIf;
import io.muster.scan.whatif.WhatIfAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions about changes before they are made. */
@Path("/api/v1/what-if")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "What if", description = "Questions about changes before they are made.")
@RolesAllowed(Roles.VIEWER)
class WhatIfResource {

    private final WhatIf whatIf;
    private final Callers callers;

    WhatIfResource(WhatIf whatIf, Callers callers) {
        this.whatIf = whatIf;
        this.callers = callers;
    }

    @POST
    @Operation(
            operationId = "whatIf",
            summary = "Tells what proposed changes would make of findings, exposures, privileges and attack paths.",
            description =
                    "Judges the stored inventory twice, as it is and with the changes, by the rules and analyses of every scan, and"
                            + " answers with what differs, each with its proof. AWS is not called; nothing is changed or stored. Changes"
                            + " are made in their order. A fault of a change is refused by its JSON pointer; parts of a Terraform plan"
                            + " that cannot be judged are listed instead. See docs/what-if.md.")
    @RequestBody(
            description = "The account, its region, and the changes or a Terraform plan, or both.",
            required = true,
            content = @Content(schema = @Schema(implementation = WhatIfBody.class)))
    @APIResponse(
            responseCode = "200",
            description = "The differences.",
            content = @Content(schema = @Schema(implementation = WhatIfAnswer.class)))
    public Uni<WhatIfAnswer> ask(@Nullable JsonNode body) {
        if (body == null || body.isNull()) {
            throw MusterException.badField("body", "a question in JSON is expected");
        }
        AccountScope accounts = callers.current().accounts();
        return whatIf.ask(body, accounts);
    }
}
