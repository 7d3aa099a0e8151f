package io.muster.rule.backup;

import io.muster.estate.privilege.Certainty;
import io.muster.estate.privilege.KeyAccess;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KeyGrant;
import io.muster.inventory.kind.KmsKey;
import java.util.List;

/**
 * Whether the policy and the grants of a key let another account decrypt with it, as an account must that restores a shared snapshot.
 *
 * @see <a href="https://docs.aws.amazon.com/ebs/latest/userguide/share-kms-key.html">Share the KMS key used to encrypt a shared
 *     snapshot</a>
 */
final class KeyShare {

    private static final String DECRYPT = "Decrypt";
    private static final String ENCRYPT_ANEW = "ReEncryptFrom";
    private static final String GRANT = "CreateGrant";

    private final List<KeyGrant> grants;
    private final KeyAccess access;

    private KeyShare(List<KeyGrant> grants, KeyAccess access) {
        this.grants = grants;
        this.access = access;
    }

    /** Whether one of the accounts can decrypt. */
    static Certainty decrypts(Resource<KmsKey> key, List<String> accounts) {
        return accounts.stream()
                .map(account -> new KeyShare(key.attributes().grants(), KeyAccess.of(key, account)))
                .map(KeyShare::decrypts)
                .reduce(Certainty.NO, Certainty::or);
    }

    /** An account that may not decrypt may come to it by two other operations. */
    private Certainty decrypts() {
        Certainty otherwise = may(ENCRYPT_ANEW).or(grantsItself());
        return may(DECRYPT).or(otherwise.and(Certainty.POSSIBLE));
    }

    /**
     * An account that may create grants by the key's policy may do so for any operation; by a grant, for the operations of that grant alone.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grant-authorization.html">Controlling access to grants</a>
     */
    private Certainty grantsItself() {
        return access.lets(action(GRANT)).and(notDenied(DECRYPT));
    }

    private Certainty may(String operation) {
        return access.lets(action(operation)).or(byGrants(operation).and(notDenied(operation)));
    }

    private Certainty notDenied(String operation) {
        return access.denies(action(operation)).not();
    }

    private Certainty byGrants(String operation) {
        return grants == null
                ? Certainty.POSSIBLE
                : grants.stream()
                        .filter(grant -> grant.operations().contains(operation))
                        .filter(grant ->
                                grant.granteePrincipal() != null && access.isOfAccount(grant.granteePrincipal()))
                        .map(grant -> grant.constrained() ? Certainty.POSSIBLE : Certainty.YES)
                        .reduce(Certainty.NO, Certainty::or);
    }

    private static String action(String operation) {
        return "kms:" + operation;
    }
}
