package io.muster.estate.privilege;

import java.util.List;
import java.util.function.Function;

/**
 * Whether a key's policy leaves a request to the policies of the account's identities, or grants it to the role itself: no identity-based
 * policy is enough for KMS.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">KMS Developer Guide, key policies</a>
 */
final class KeyConsent {

    private KeyConsent() {}

    /** An alias is a resource of few actions: of others, the key is that it stands for. */
    static boolean isNeeded(Request request) {
        return request.service().equals("kms")
                && (request.resource().contains(":key/")
                        || (request.resource().contains(":alias/")
                                && !request.action().endsWith("alias")));
    }

    /**
     * @param role     what names it
     * @param policies those of the keys meant; null where they are not known
     * @param strict   whether a denial that is not decided leaves the whole undecided
     */
    static Certainty of(Request request, Consent.Named role, List<Policy> policies, boolean strict) {
        return policies == null
                ? Certainty.POSSIBLE
                : policies.stream()
                        .map(policy -> of(policy, request, role, strict))
                        .reduce(Certainty.NO, Certainty::or);
    }

    private static Certainty of(Policy policy, Request request, Consent.Named role, boolean strict) {
        Consent about = Consent.of(policy.about(request.action()));
        boolean open = strict || about.mayDenyHoweverAsked(role, request.facts());
        return policy.whole(about.decide(role, applying(request), open));
    }

    /** Whether some statement of a key's policy denies it to the role. */
    static Certainty denies(Policy policy, Request request, Consent.Named role) {
        return Consent.of(policy.about(request.action())).denies(role, applying(request));
    }

    /** A key's policy speaks of the key alone: its resources tell no more. */
    private static Function<Statement, Certainty> applying(Request request) {
        return statement -> statement.conditions().hold(request.facts());
    }
}
