package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.attack.AttackPathReads.AttackPathView;
import io.muster.platform.AccountScope;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * An attack path as it is answered.
 *
 * @param instanceArn the instance that it begins at
 * @param at          the instant that was asked about; null for now
 */
@Name("AttackPath")
@Description(
        "A chain from the internet, perhaps over a host of another account or region, over a weak instance to the prizes of a role."
                + " It is worked out from the stored inventory: nothing was tried.")
public record AttackPathType(
        @NonNull @Id @Description("Stable over rescans, for as long as its instance and its prize are the same.")
        String id,

        @NonNull
        @Description(
                "The severity of the path: less where chosen addresses alone get in, the instance does not run, it is weak"
                        + " for not being managed alone, the path is not certain, or leads over further instances.")
        Severity severity,

        @NonNull @Description("The path in a sentence.") String title,
        @NonNull @Description("The account.") String accountId,
        @NonNull @Description("The region.") String region,

        @NonNull @Description("The prize: ADMINISTRATOR, ESCALATION, DATA or OTHER_INSTANCES.")
        String prize,

        @Description("False where the path depends on unknown facts: data that was not read, conditions of policies.")
        boolean certain,

        @NonNull @Description("Since when the path has been as it is told here.")
        Instant since,

        @NonNull @Description("From the way in to the prize.")
        List<@NonNull AttackStepType> steps,

        @NonNull @Description("The changes each of which ends the path.")
        List<@NonNull AttackCutType> cuts,

        @NonNull
        @Description(
                "The other accounts that the path leads into by roles, in order: by what their own last scans found. Empty where the path stays in its account.")
        List<@NonNull AttackPathAccountType> accounts,

        @Description(
                "Steps that are left out: in further accounts or further on in one, or at the host of another one where it begins, that the"
                        + " caller may not see.")
        int hiddenSteps,

        @Ignore String instanceArn,
        @Ignore @Nullable Instant at) {

    static AttackPathType of(AttackPathView view, AccountScope seen, @Nullable Instant at) {
        List<JsonNode> steps = view.steps(seen);
        return new AttackPathType(
                view.pathId(),
                Severity.ofRank(view.severityRank()),
                view.document().path("title").asText(),
                view.accountId(),
                view.region(),
                view.document().path("prize").asText(),
                view.document().path("certain").asBoolean(),
                view.since(),
                steps.stream().map(AttackStepType::of).toList(),
                view.cuts(seen).stream().map(AttackCutType::of).toList(),
                AttackPathAccountType.of(view, seen),
                view.document().path("steps").size() - steps.size(),
                view.instanceArn(),
                at);
    }
}
