package io.muster.rest;

import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.muster.platform.CallerId;
import io.muster.platform.Callers;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import io.muster.platform.Slots;
import io.muster.platform.identity.Roles;
import io.muster.rule.Rule;
import io.muster.rule.own.Fault;
import io.muster.rule.own.OwnRules;
import io.muster.rule.own.ReadRule;
import io.muster.rule.own.RuleFile;
import io.muster.scan.Deadline;
import io.muster.scan.RuleTrial;
import io.muster.scan.RuleTrials;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Rules of users' own, before they are put into the folder that is read at start. */
@Path("/api/v1/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rules", description = "Rules of your own.")
@RolesAllowed(Roles.OPERATOR)
class RuleResource {

    private static final String YAML = "application/yaml";
    private static final String FILE = "own-rules.yaml";

    /** Rules may take long to judge: a few trials at a time leave room for the scans. */
    private static final int MOST_OF_ALL = 2;

    private static final int MOST_OF_ONE = 1;
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final OwnRules rules;
    private final RuleTrials trials;
    private final Callers callers;
    private final Slots<CallerId> underWay = new Slots<>();

    RuleResource(OwnRules rules, RuleTrials trials, Callers callers) {
        this.rules = rules;
        this.trials = trials;
        this.callers = callers;
    }

    @POST
    @Path("/validate")
    @Consumes({YAML, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "validateRules",
            summary = "Checks rules of your own, and tries them on the stored inventory.",
            description =
                    "Types, constants and the tests beside each rule are checked as at start. Then the rules judge the stored resources"
                            + " of the accounts that the caller sees; nothing is written, and AWS is not called. How to write rules"
                            + " is in docs/own-rules.md. After half a minute a trial ends, and is not complete; each caller has one at a time.")
    @RequestBody(
            description = "A file with rules.",
            required = true,
            content =
                    @Content(
                            mediaType = YAML,
                            schema = @Schema(type = SchemaType.STRING, maxLength = RuleFile.LONGEST)))
    @APIResponse(
            responseCode = "200",
            description = "All rules are good.",
            content = @Content(schema = @Schema(implementation = CheckedRules.class)))
    @APIResponse(responseCode = "422", description = "Rules have faults; violations name file and line of each.")
    public Uni<CheckedRules> validate(
            @Nullable String text,
            @Parameter(description = "The name of the file, for messages.") @RestQuery @DefaultValue(FILE) String file,
            @Parameter(description = "Accounts to try the rules on; without any, all that the caller sees.") @RestQuery
                    List<String> accountId) {
        if (text == null || text.isBlank()) {
            throw MusterException.badField("body", "a file with rules in YAML is expected");
        }
        Caller caller = callers.current();
        AccountScope accounts = caller.accounts();
        AccountScope asked = accountId.isEmpty() ? accounts : AccountScope.of(accountId);
        if (underWay.take(caller.id(), MOST_OF_ONE, MOST_OF_ALL) != Slots.Claim.GRANTED) {
            throw new MusterException(
                    ErrorCode.TOO_MANY_REQUESTS, "There are too many trials of rules under way: try later");
        }
        Deadline deadline = Deadline.in(TIME_LIMIT);
        return Uni.createFrom()
                .item(() -> good(rules.read(List.of(new RuleFile(file, text)))))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(good -> trials.run(
                                asked,
                                good.stream().<Rule<?>>map(ReadRule::rule).toList(),
                                deadline)
                        .map(tried -> new CheckedRules(documents(good, tried))))
                .onCancellation()
                .invoke(deadline::end)
                .onTermination()
                .invoke(() -> underWay.giveBack(caller.id()));
    }

    private static List<ReadRule> good(List<ReadRule> read) {
        List<Fault> faults =
                read.stream().flatMap(rule -> rule.fault().stream()).toList();
        if (!faults.isEmpty()) {
            throw new MusterException(
                    ErrorCode.RULES_REFUSED,
                    faults.stream().map(Fault::toString).collect(Collectors.joining("; ")),
                    faults.stream()
                            .map(fault -> new Violation(fault.place(), fault.reason()))
                            .toList());
        }
        return read;
    }

    private static List<RuleTrialDocument> documents(List<ReadRule> read, Map<String, RuleTrial> tried) {
        return read.stream()
                .map(rule -> {
                    String id = rule.rule().metadata().ruleId();
                    return RuleTrialDocument.of(id, rule.tests(), tried.get(id));
                })
                .toList();
    }
}
