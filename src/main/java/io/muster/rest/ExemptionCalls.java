package io.muster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.finding.exemption.ExemptionDraft;
import io.muster.finding.exemption.ExemptionFilter;
import io.muster.finding.exemption.ExemptionReads;
import io.muster.finding.exemption.ExemptionState;
import io.muster.finding.exemption.ExemptionType;
import io.muster.finding.exemption.ExemptionView;
import io.muster.finding.exemption.Exemptions;
import io.muster.platform.AuditLog;
import io.muster.platform.Caller;
import io.muster.platform.Callers;
import io.muster.platform.MusterException;
import io.muster.scan.KnownNames;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestResponse;

/** The calls that suppressions and attestations have alike. */
@ApplicationScoped
class ExemptionCalls {

    private final Exemptions exemptions;
    private final ExemptionReads reads;
    private final KnownNames names;
    private final Callers callers;
    private final AuditLog audit;
    private final MergePatch patches;

    ExemptionCalls(
            Exemptions exemptions,
            ExemptionReads reads,
            KnownNames names,
            Callers callers,
            AuditLog audit,
            MergePatch patches) {
        this.exemptions = exemptions;
        this.reads = reads;
        this.names = names;
        this.callers = callers;
        this.audit = audit;
        this.patches = patches;
    }

    Uni<RestResponse<ExemptionAnswer>> make(ExemptionDraft draft, List<KnownNames.Named> named) {
        Caller caller = callers.current();
        if (draft.scope().accountId() != null) {
            caller.accounts().require(draft.scope().accountId());
        }
        return names.check(caller.accounts(), named)
                .chain(() -> exemptions.request(draft, caller))
                .invoke(made -> audit.done(caller, AuditLog.Action.EXEMPTION_MADE, about(made)))
                .map(made -> RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, ExemptionAnswer.of(made))
                        .header("Location", path(made.type()) + made.id())
                        .tag(Preconditions.tag(made.version()))
                        .build());
    }

    Uni<RestResponse<Items<ExemptionAnswer>>> list(
            ExemptionType type, List<String> states, List<String> accountIds, PageParameters page) {
        Caller caller = callers.current();
        ExemptionFilter filter = new ExemptionFilter(
                null,
                List.of(type),
                states.isEmpty() ? null : Choice.of(ExemptionState.class, "state", states),
                null,
                accountIds.isEmpty() ? null : accountIds,
                null);
        return page.of(asked -> reads.page(caller.accounts(), filter, asked, "rest." + type)
                .map(found -> found.map(ExemptionAnswer::of)));
    }

    /** Never answered by 304, for no tag covers the counts of findings. */
    Uni<RestResponse<ExemptionAnswer>> get(ExemptionType type, String id) {
        return reads.find(callers.current().accounts(), type, id)
                .map(found -> found.orElseThrow(() -> MusterException.notFound(words(type) + id)))
                .chain(view -> reads.history(List.of(id))
                        .map(history -> answer(view, ExemptionAnswer.of(view, history.get(id)))));
    }

    Uni<RestResponse<ExemptionAnswer>> change(
            ExemptionType type, String id, JsonNode patch, Request request, HttpHeaders headers) {
        patches.check(patch, ExemptionTermsBody.class);
        Caller caller = callers.current();
        return exemptions
                .change(
                        type,
                        id,
                        caller,
                        Preconditions.ofVersion(request, headers),
                        terms -> patches.apply(patch, ExemptionTermsBody.of(terms), ExemptionTermsBody.class)
                                .toTerms())
                .map(changed -> done(caller, AuditLog.Action.EXEMPTION_CHANGED, changed));
    }

    Uni<RestResponse<ExemptionAnswer>> approve(
            ExemptionType type, String id, @Nullable DecisionBody body, Request request, HttpHeaders headers) {
        String note = DecisionBody.noteOf(body);
        Caller caller = callers.current();
        return exemptions
                .approve(type, id, caller, Preconditions.ofVersion(request, headers), note)
                .map(approved -> done(caller, AuditLog.Action.EXEMPTION_APPROVED, approved));
    }

    Uni<RestResponse<ExemptionAnswer>> refuse(
            ExemptionType type, String id, @Nullable DecisionBody body, Request request, HttpHeaders headers) {
        String note = DecisionBody.noteOf(body);
        Caller caller = callers.current();
        return exemptions
                .refuse(type, id, caller, Preconditions.ofVersion(request, headers), note)
                .map(refused -> done(caller, AuditLog.Action.EXEMPTION_REFUSED, refused));
    }

    Uni<RestResponse<Void>> lift(ExemptionType type, String id, Request request, HttpHeaders headers) {
        Caller caller = callers.current();
        return exemptions
                .lift(type, id, caller, Preconditions.ofVersion(request, headers))
                .invoke(lifted -> audit.done(caller, AuditLog.Action.EXEMPTION_LIFTED, about(lifted)))
                .map(lifted -> RestResponse.noContent());
    }

    private RestResponse<ExemptionAnswer> done(Caller caller, AuditLog.Action action, ExemptionView exemption) {
        audit.done(caller, action, about(exemption));
        return answer(exemption, ExemptionAnswer.of(exemption));
    }

    private static RestResponse<ExemptionAnswer> answer(ExemptionView view, ExemptionAnswer answer) {
        return RestResponse.ResponseBuilder.ok(answer)
                .tag(Preconditions.tag(view.version()))
                .build();
    }

    private static String path(ExemptionType type) {
        return type == ExemptionType.SUPPRESSION ? "/api/v1/suppressions/" : "/api/v1/attestations/";
    }

    private static String words(ExemptionType type) {
        return type == ExemptionType.SUPPRESSION ? "Suppression " : "Attestation ";
    }

    private static Map<String, Object> about(ExemptionView exemption) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("exemptionId", exemption.id());
        about.put("type", exemption.type());
        about.put("state", exemption.state());
        about.put("ruleId", exemption.ruleId());
        about.put("accountId", exemption.accountId());
        about.put("ouPath", exemption.ouPath());
        about.put("region", exemption.region());
        about.put("resourceArn", exemption.resourceArn());
        about.put("tag", exemption.tag());
        about.put("verdict", exemption.verdict());
        about.put("reason", exemption.reason());
        about.put("owner", exemption.owner());
        about.put("until", exemption.until());
        about.put("findings", exemption.findings());
        return about;
    }
}
