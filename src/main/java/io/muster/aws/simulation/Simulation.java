package io.muster.aws.simulation;

import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;

/**
 * The answer of AWS's policy simulator to one question.
 *
 * @param decision       as AWS spells it: {@code allowed}, {@code explicitDeny} or
 *     {@code implicitDeny}; empty where it gave none
 * @param statements     the policies whose statements decided, as the simulator names them
 * @param missing        the condition keys that policies ask for and that the question did not have
 * @param byOrganization whether the policies of the organization allow it; null where AWS does not say
 * @param byBoundary     whether the permissions boundary allows it; null where the role has none
 */
public record Simulation(
        String decision,
        List<String> statements,
        List<String> missing,
        @Nullable Boolean byOrganization,
        @Nullable Boolean byBoundary) {

    private static final Set<String> DECISIONS = Set.of("allowed", "explicitDeny", "implicitDeny");

    public boolean allowed() {
        return decision.equals("allowed");
    }

    /** Whether it is one of the decisions that AWS documents. */
    public boolean decided() {
        return DECISIONS.contains(decision);
    }
}
