package io.muster.graphql;

import io.muster.finding.FindingCause;
import io.muster.finding.FindingResolution;
import io.muster.finding.FindingStep;
import io.muster.finding.FindingStepType;
import io.muster.rule.Severity;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FindingStep")
@Description("One step in the life of a finding, from one state to the next.")
public record FindingStepEntry(
        @NonNull @Description("The type of the step.") FindingStepType type,
        @NonNull @Description("When.") Instant at,

        @Id @Description("The scan that found it; null where no scan did, or where that is not known.")
        String scanId,

        @Description("How bad it was from then on; null of an opening whose state is not kept any more.")
        Severity severity,

        @Description("How bad it was until then; null unless that is different.")
        Severity severityBefore,

        @Description("The message from then on; null of an opening whose state is not kept any more.")
        String message,

        @NonNull @Description("Which of severity, message and evidence became others.")
        List<@NonNull String> fields,

        @Description("Why it was resolved; null of other steps.")
        FindingResolution resolution,

        @Description(
                "The change of the rule that came with it; null where the rule was the same, or is not known to have"
                        + " changed.")
        FindingCause because) {

    static FindingStepEntry of(FindingStep step) {
        return new FindingStepEntry(
                step.type(),
                step.at(),
                step.scanId(),
                step.severity(),
                step.severityBefore(),
                step.message(),
                step.fields(),
                step.resolution(),
                step.because());
    }
}
