package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import java.util.List;

/** What a key says to a request of a role, by its policy and its grants. */
record KeyRights(RolePrivileges role, AccountPrivileges account, Request request) {

    /** Whether the key leaves it to policies of identities, or grants it; YES where the request is about none. */
    Certainty consent(boolean strict) {
        return KeyConsent.isNeeded(request)
                ? KeyConsent.of(request, named(role.identity()::byEither), policies(), strict)
                : Certainty.YES;
    }

    /** Whether the request is about a key whose policy is not known. */
    boolean unknown() {
        return KeyConsent.isNeeded(request) && policies() == null;
    }

    /** Whether the key's policy or a grant names the role, or the policy everyone: the role then needs no allowance of its own. */
    Certainty granted() {
        if (!KeyConsent.isNeeded(request)) {
            return Certainty.NO;
        }
        List<KeyPolicy> policies = policies();
        return KeyConsent.of(request, named(role.identity()::byItself), policies, true)
                .and(role.mayBeGranted(request, true))
                .or(KeyConsent.of(request, named(role.identity()::pastBoundary), policies, true)
                        .and(role.mayBeGrantedPastBoundary(request, true)))
                .or(byGrants());
    }

    /**
     * Perhaps where there is a grant that the key's policy does not deny for certain, or where the grants were not read.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">KMS Developer Guide, grants</a>
     */
    Certainty byGrants() {
        boolean granted = KeyConsent.isNeeded(request)
                && account.keys(request.resource()).anyMatch(this::isGranted)
                && role.policies().mayBeGrantedBeside(request);
        return granted ? Certainty.POSSIBLE : Certainty.NO;
    }

    private boolean isGranted(Resource<KmsKey> key) {
        List<KeyGrant> grants = key.attributes().grants();
        return (grants == null || grants.stream().anyMatch(this::names))
                && account.policy(key).denies(request, named(role.identity()::byEither)) != Certainty.YES;
    }

    private boolean names(KeyGrant grant) {
        String grantee = grant.granteePrincipal();
        return grantee != null
                && role.identity().byItself("AWS", grantee) != Certainty.NO
                && grant.operations().stream()
                        .anyMatch(operation -> request.action().equalsIgnoreCase("kms:" + operation));
    }

    private Consent.Named named(Consent.Named naming) {
        return role.identity().named(naming);
    }

    /** The policies of the keys that the request means; null where they are not known, as the keys of other accounts are not. */
    private List<KeyPolicy> policies() {
        return request.isElsewhere(role.accountId()) ? null : account.keyPolicies(request.resource());
    }
}
