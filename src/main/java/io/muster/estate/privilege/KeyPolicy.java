package io.muster.estate.privilege;

/**
 * The policy of a KMS key. A statement applies to the key only where its {@code Resource} names the key; {@code *} stands for the key.
 *
 * @param key the key's ARN
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html">KMS Developer Guide, elements in a key
 *     policy</a>
 */
record KeyPolicy(String key, Policy policy) {

    /** Whether it allows the request to the one named, and does not deny it; {@code strict} as with {@link KeyConsent#of}. */
    Certainty lets(Request request, Consent.Named named, boolean strict) {
        Request ofKey = ofKey(request);
        Consent about = about(request);
        boolean open = strict || about.mayDenyHoweverAsked(named, ofKey);
        return policy.whole(about.decide(named, statement -> statement.appliesToResource(ofKey), open));
    }

    /** Whether some statement denies the request to the one named; a policy that cannot be read may do so. */
    Certainty denies(Request request, Consent.Named named) {
        Request ofKey = ofKey(request);
        Certainty denied = about(request).denies(named, statement -> statement.appliesToResource(ofKey));
        return policy.readable() ? denied : denied.or(Certainty.POSSIBLE);
    }

    private Consent about(Request request) {
        return Consent.of(policy.about(request.action()));
    }

    /** The request may mean several keys by a pattern. */
    private Request ofKey(Request request) {
        return new Request(request.action(), key, request.facts());
    }
}
