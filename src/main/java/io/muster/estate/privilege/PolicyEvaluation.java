package io.muster.estate.privilege;

import java.util.List;

/**
 * How a request of a role is judged by its policies: it has to be granted, within every limit, and denied by nothing.
 *
 * @param granting the policies that have to allow it
 * @param within   those that limit what is granted, of which each has to allow it as well
 * @param strict   whether a denial that is not decided leaves the whole undecided
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM User Guide,
 *     policy evaluation logic</a>
 */
record PolicyEvaluation(RolePrivileges role, List<Layer> granting, List<Layer> within, boolean strict) {

    Certainty of(Request request) {
        if (request.action().equals(AwsLimits.ALWAYS_ALLOWED)) {
            return Certainty.YES;
        }
        // what is not granted, which most is not, needs no further look
        Certainty granted = Layer.allowEach(granting, request);
        if (granted == Certainty.NO
                || AwsLimits.against(request, role.accountId()).isPresent()) {
            return Certainty.NO;
        }
        Certainty denied = role.policies().denied(request);
        if (denied == Certainty.YES) {
            return Certainty.NO;
        }
        Certainty allowed = granted.and(withinLimits(request));
        allowed = isOpen(denied, request) ? allowed.and(Certainty.POSSIBLE) : allowed;
        return allowed == Certainty.POSSIBLE && request.facts().now() != request.facts()
                ? allowed.or(of(request.now()))
                : allowed;
    }

    private boolean isOpen(Certainty denied, Request request) {
        return denied == Certainty.POSSIBLE && (strict || role.policies().mayDenyHoweverAsked(request));
    }

    private Certainty withinLimits(Request request) {
        boolean known = role.policies().organization().unread().isEmpty();
        Certainty allowed = (known ? Certainty.YES : Certainty.POSSIBLE).and(Layer.allowEach(within, request));
        return allowed == Certainty.NO ? allowed : allowed.and(role.key(request).consent(strict));
    }
}
