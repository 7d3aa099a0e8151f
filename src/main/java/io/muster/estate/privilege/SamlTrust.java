package io.muster.estate.privilege;

import java.util.stream.Stream;

/** The SAML providers whose users a role trusts: a caller who can change a provider can sign assertions with any content for any of its users. */
record SamlTrust(RolePrivileges role) {

    /** See the IAM User Guide, available keys for SAML-based federation. */
    private static final String SIGN_IN = "https://signin.aws.amazon.com/saml";

    private static final String OF_IDENTITY_CENTER = ":saml-provider/AWSSSO_";

    /** The ARNs of the providers of its account that it names. */
    Stream<String> providers() {
        return role.trust().principals().stream()
                .filter(principal -> principal.type().equals("Federated"))
                .map(Trust.Principal::name)
                .filter(name -> name.contains("::" + role.accountId() + ":saml-provider/"))
                .distinct();
    }

    /** Whether the provider's users may assume it; whether one that Identity Center keeps can be changed is not known. */
    Certainty admits(String provider) {
        Policy policy = Policy.of("trust policy", role.role().attributes().trustPolicy());
        Consent.Named users = (type, name) -> Certainty.certainly(type.equals("Federated") && name.equals(provider));
        Request request =
                new Request(Trust.BY_SAML, "*", key -> key.equals("saml:aud") ? Fact.of(SIGN_IN) : Fact.UNKNOWN);
        Certainty admitted = policy.whole(Consent.of(policy.about(request.action()))
                .decide(users, statement -> statement.appliesToResource(request), false));
        return provider.contains(OF_IDENTITY_CENTER) ? admitted.and(Certainty.POSSIBLE) : admitted;
    }
}
