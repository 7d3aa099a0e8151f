package io.muster.rest;

import io.muster.scan.RuleTrial;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule that was checked, as REST shows it. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(description = "A rule of your own that was found good, with its verdicts on the stored inventory.")
record RuleTrialDocument(
        @Schema(description = "The rule's id.") String ruleId,

        @Schema(description = "The tests beside it, all of which it passes.")
        int tests,

        @Schema(description = "Stored resources of the rule's kind that pass.")
        long passed,

        @Schema(description = "Those that would have a finding.")
        long failed,

        @Schema(description = "Those on which nothing can be said.")
        long unknown,

        @Schema(description = "Those that the rule does not speak of.")
        long notApplicable,

        @Schema(description = "Whether all stored resources of the kind were judged.")
        boolean complete,

        @Schema(description = "The first resources that would have a finding.")
        List<Named> failing,

        @Schema(description = "The first resources on which nothing can be said, with the reason.")
        List<Named> undecided) {

    @RegisterForReflection
    @Schema(name = "JudgedResource", description = "A resource, and the rule's message about it.")
    record Named(
            @Schema(description = "The resource's ARN.") String resourceArn,

            @Schema(description = "The message of the finding, or the reason.")
            String message) {}

    static RuleTrialDocument of(String ruleId, int tests, RuleTrial trial) {
        return new RuleTrialDocument(
                ruleId,
                tests,
                trial.passed(),
                trial.failed(),
                trial.unknown(),
                trial.notApplicable(),
                trial.complete(),
                named(trial.failing()),
                named(trial.undecided()));
    }

    private static List<Named> named(List<RuleTrial.Named> resources) {
        return resources.stream()
                .map(one -> new Named(one.resourceArn(), one.message()))
                .toList();
    }
}
