package io.muster.rest;

import io.muster.platform.AccountScope;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.identity.Roles;
import io.muster.scan.Assessments;
import io.muster.scan.KnownNames;
import io.muster.scan.ScanReads;
import io.muster.scan.Scans;
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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Assessments, asked for, listed and cancelled. */
@Path("/api/v1/assessments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Assessments", description = "New judgements of the stored resources, without a call of AWS.")
@RolesAllowed(Roles.VIEWER)
class AssessmentResource {

    private static final int LOOK_AGAIN_AFTER_SECONDS = 1;

    private final Assessments assessments;
    private final ScanReads reads;
    private final KnownNames names;
    private final Callers callers;
    private final AuditLog audit;

    AssessmentResource(Assessments assessments, ScanReads reads, KnownNames names, Callers callers, AuditLog audit) {
        this.assessments = assessments;
        this.reads = reads;
        this.names = names;
        this.callers = callers;
        this.audit = audit;
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assess",
            summary = "Judges the stored resources again, without a call of AWS.",
            description =
                    "Findings open, change and are resolved as with a scan. Resources that could not be read stay unknown: their findings stay"
                            + " stale. An assessment of the same that is queued, and of which nothing was begun, is joined.")
    @RequestBody(
            description =
                    "The accounts, regions and rules; without a body, every enabled account is judged by every rule.",
            content = @Content(schema = @Schema(implementation = AssessmentBody.class)))
    @APIResponse(
            responseCode = "202",
            description = "The assessment that answers the request.",
            content = @Content(schema = @Schema(implementation = AssessmentDocument.class)))
    public Uni<RestResponse<AssessmentDocument>> assess(@Nullable AssessmentBody body) {
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        AssessmentBody asked = body == null ? AssessmentBody.EVERYTHING : body;
        return names.check(accounts, named(asked))
                .chain(() -> assessments.request(accounts, asked.toRequest(caller)))
                .map(requested -> requested.orElseThrow(() -> new MusterException(
                        ErrorCode.CONFLICT, "Nothing is stored that the rules speak of: scan the accounts first")))
                .chain(requested -> find(accounts, String.valueOf(requested.scanId()), requested))
                .invoke(found -> audit(caller, AuditLog.Action.ASSESSMENT_REQUESTED, found))
                .map(found ->
                        Accepted.of("/api/v1/assessments/" + found.assessmentId(), LOOK_AGAIN_AFTER_SECONDS, found));
    }

    @GET
    @Operation(operationId = "listAssessments", summary = "Assessments, the latest first.")
    @APIResponse(responseCode = "200", description = "A page of assessments.")
    public Uni<RestResponse<Items<AssessmentDocument>>> list(@BeanParam PageParameters page) {
        AccountScope accounts = callers.current().accounts();
        return page.of(asked -> reads.assessments(accounts, asked, "rest.assessments")
                .map(found -> found.map(one -> AssessmentDocument.of(one, null))));
    }

    @GET
    @Path("/{assessmentId}")
    @Operation(operationId = "getAssessment", summary = "One assessment: its status and its progress.")
    @APIResponse(
            responseCode = "200",
            description = "The assessment.",
            content = @Content(schema = @Schema(implementation = AssessmentDocument.class)))
    public Uni<AssessmentDocument> get(
            @Parameter(description = AssessmentDocument.ID, example = "42") @RestPath String assessmentId) {
        return find(callers.current().accounts(), assessmentId, null);
    }

    @DELETE
    @Path("/{assessmentId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(
            operationId = "cancelAssessment",
            summary = "Cancels an assessment.",
            description = "Scopes that were judged by then stay as they were judged.")
    @APIResponse(
            responseCode = "202",
            description = "The assessment is cancelled.",
            content = @Content(schema = @Schema(implementation = AssessmentDocument.class)))
    public Uni<RestResponse<AssessmentDocument>> cancel(
            @Parameter(description = AssessmentDocument.ID, example = "42") @RestPath String assessmentId) {
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        return assessments
                .cancel(accounts, assessmentId)
                .chain(() -> find(accounts, assessmentId, null))
                .invoke(found -> audit(caller, AuditLog.Action.ASSESSMENT_CANCELLED, found))
                .map(found -> RestResponse.status(RestResponse.Status.ACCEPTED, found));
    }

    private Uni<AssessmentDocument> find(AccountScope accounts, String id, @Nullable Scans.Requested requested) {
        return reads.assessment(accounts, id)
                .map(found -> AssessmentDocument.of(
                        found.orElseThrow(() -> MusterException.notFound("Assessment " + id)),
                        requested == null ? null : requested.joined()));
    }

    private void audit(Caller caller, AuditLog.Action action, AssessmentDocument about) {
        audit.done(caller, action, Map.of("assessmentId", about.assessmentId(), "accountIds", about.accountIds()));
    }

    private static List<KnownNames.Named> named(AssessmentBody asked) {
        return Stream.concat(
                        KnownNames.Named.ofEntries(KnownNames.Type.REGION, "regions", asked.regions()),
                        KnownNames.Named.ofEntries(KnownNames.Type.RULE, "ruleIds", asked.ruleIds()))
                .toList();
    }
}
