package io.muster.rest;

import io.muster.platform.AccountScope;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.platform.OwnContext;
import io.muster.platform.identity.Roles;
import io.muster.scan.verification.VerificationFilter;
import io.muster.scan.verification.VerificationOutcome;
import io.muster.scan.verification.VerificationQuestion;
import io.muster.scan.verification.VerificationReads;
import io.muster.scan.verification.Verifications;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
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

/** Verifications: AWS is asked whether a role may do an action, and its answer is compared with Muster's. */
@Path("/api/v1/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verifications", description = "AWS's own answers beside Muster's.")
@RolesAllowed(Roles.VIEWER)
class VerificationResource {

    private static final int LOOK_AGAIN_AFTER_SECONDS = 1;

    private final Verifications verifications;
    private final VerificationReads reads;
    private final Callers callers;
    private final AuditLog audit;

    VerificationResource(Verifications verifications, VerificationReads reads, Callers callers, AuditLog audit) {
        this.verifications = verifications;
        this.reads = reads;
        this.callers = callers;
        this.audit = audit;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verify",
            summary = "Asks AWS whether a role may do an action, and keeps its answer beside Muster's.",
            description =
                    "AWS's policy simulator (iam:SimulatePrincipalPolicy) evaluates the policies of the role as they are now; nothing is done to"
                            + " the account. Where AWS says the opposite, the finding privilege-answer-disputed opens for the role. The"
                            + " answer comes within seconds, under Location.")
    @RequestBody(
            description = "The role, the action and the resource.",
            required = true,
            content = @Content(schema = @Schema(implementation = VerificationBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "Muster's answer; that of AWS follows.",
            content = @Content(schema = @Schema(implementation = VerificationDocument.class)))
    public Uni<RestResponse<VerificationDocument>> verify(@Nullable VerificationBody body) {
        if (body == null) {
            throw MusterException.badField("body", "a question in JSON is expected");
        }
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        VerificationQuestion question = body.toQuestion();
        return OwnContext.back(verifications.request(caller, accounts, question))
                .invoke(begun -> audit.done(
                        caller,
                        AuditLog.Action.VERIFICATION_REQUESTED,
                        Map.of(
                                "verificationId",
                                begun.id(),
                                "accountId",
                                begun.accountId(),
                                "roleArn",
                                begun.roleArn())))
                .chain(begun -> find(accounts, begun.id()))
                .map(asked -> Accepted.of(
                        "/api/v1/verifications/" + asked.verificationId(), LOOK_AGAIN_AFTER_SECONDS, asked));
    }

    @GET
    @Operation(operationId = "listVerifications", summary = "Verifications, the latest first.")
    @APIResponse(responseCode = "200", description = "A page of verifications.")
    public Uni<RestResponse<Items<VerificationDocument>>> list(
            @Parameter(description = "Those about roles of one of these accounts.") @RestQuery List<String> accountId,
            @Parameter(
                            description = "Those with one of these outcomes.",
                            schema = @Schema(implementation = VerificationOutcome[].class))
                    @RestQuery
                    List<String> outcome,
            @BeanParam PageParameters page) {
        AccountScope accounts = callers.current().accounts();
        VerificationFilter filter = new VerificationFilter(
                accountId.isEmpty() ? null : accountId,
                null,
                outcome.isEmpty() ? null : Choice.of(VerificationOutcome.class, "outcome", outcome));
        return page.of(asked -> reads.page(accounts, filter, asked, "rest.verifications" + filter)
                .map(found -> found.map(VerificationDocument::of)));
    }

    @GET
    @Path("/{verificationId}")
    @Operation(operationId = "getVerification", summary = "One verification.")
    @APIResponse(
            responseCode = "200",
            description = "The verification.",
            content = @Content(schema = @Schema(implementation = VerificationDocument.class)))
    public Uni<VerificationDocument> get(
            @Parameter(description = VerificationDocument.ID, example = "42") @RestPath String verificationId) {
        return find(callers.current().accounts(), verificationId);
    }

    private Uni<VerificationDocument> find(AccountScope accounts, String id) {
        return reads.find(accounts, id)
                .map(found -> VerificationDocument.of(
                        found.orElseThrow(() -> MusterException.notFound("Verification " + id))));
    }
}
