package io.muster.rest;

import io.muster.platform.Callers;
import io.muster.platform.identity.CallerIdentity;
import io.muster.platform.identity.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells callers whom Muster takes them for. */
@Path("/api/v1/caller")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Caller", description = "Whom Muster takes the caller for.")
@RolesAllowed(Roles.VIEWER)
class CallerResource {

    private final Callers callers;
    private final SecurityIdentity identity;

    CallerResource(Callers callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    @GET
    @NonBlocking
    @Operation(operationId = "getCaller", summary = "The caller's identity, role and accounts.")
    public CallerDocument get() {
        return CallerDocument.of(
                callers.current(), CallerIdentity.session(identity).orElse(null));
    }
}
