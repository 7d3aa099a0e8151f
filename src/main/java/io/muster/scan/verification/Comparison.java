package io.muster.scan.verification;

import io.muster.aws.simulation.Simulation;
import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.Simulated;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares Muster's answer, by the policies that AWS's simulator reads, with AWS's answer.
 *
 * @param reason why they cannot be compared, or how they differ; null where they agree
 */
record Comparison(VerificationOutcome outcome, @Nullable String reason) {

    /** @param given the context that AWS was asked with */
    static Comparison of(Simulated own, Simulation answer, Map<String, List<String>> given) {
        if (!answer.decided()) {
            return undecided("AWS gave no decision");
        }
        Certainty verdict = own.verdict();
        if (verdict == Certainty.POSSIBLE) {
            return undecided("Muster's answer depends on an unknown fact");
        }
        if ((verdict == Certainty.YES) == answer.allowed()) {
            return new Comparison(VerificationOutcome.AGREES, null);
        }
        List<String> unasked = answer.missing().stream()
                .filter(key -> !given.containsKey(key) && own.undecided(key.toLowerCase(Locale.ROOT)))
                .toList();
        if (!unasked.isEmpty()) {
            return undecided(
                    "AWS was not told the values of " + String.join(", ", unasked) + ", of which Muster knows several");
        }
        if (Boolean.FALSE.equals(answer.byOrganization()) && own.organizationUnknown()) {
            return undecided("policies of the organization deny it, which the inventory does not hold");
        }
        return new Comparison(
                VerificationOutcome.DISAGREES,
                verdict == Certainty.YES
                        ? "Muster says that it may, AWS says " + answer.decision()
                        : "Muster says that it may not, AWS says " + answer.decision());
    }

    private static Comparison undecided(String reason) {
        return new Comparison(VerificationOutcome.UNDECIDED, reason);
    }
}
