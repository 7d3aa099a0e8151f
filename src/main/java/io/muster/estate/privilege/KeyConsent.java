package io.muster.estate.privilege;

import java.util.List;

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
    static Certainty of(Request request, Consent.Named role, List<KeyPolicy> policies, boolean strict) {
        return policies == null
                ? Certainty.POSSIBLE
                : policies.stream()
                        .map(policy -> policy.lets(request, role, strict))
                        .reduce(Certainty.NO, Certainty::or);
    }
}
