package io.muster.estate.privilege;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;

/**
 * Whether the policy of a key lets identities of another account use it. The account's own policies, which have to allow it as well, are
 * not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html">KMS Developer Guide,
 *     allowing users in other accounts to use a KMS key</a>
 */
public final class KeyAccess {

    private final KeyPolicy policy;
    private final AccountPrincipal account;
    private final Facts facts;

    private KeyAccess(KeyPolicy policy, AccountPrincipal account, Facts facts) {
        this.policy = policy;
        this.account = account;
        this.facts = facts;
    }

    /**
     * The access of identities of another account to the key, by its policy.
     *
     * @param account the id of the other account
     */
    public static KeyAccess of(Resource<KmsKey> key, String account) {
        KeyPolicy policy = new KeyPolicy(
                key.arn(), Policy.ofKey(key.arn(), key.attributes().policy()));
        Facts facts = Facts.NONE
                .with("kms:calleraccount", Fact.of(account))
                .with("aws:principalaccount", Fact.of(account))
                .with("aws:resourceaccount", Fact.of(key.scope().accountId()));
        return new KeyAccess(policy, new AccountPrincipal(account), facts);
    }

    /** Whether it lets some identity of the account do the action; POSSIBLE where the policy cannot be read. */
    public Certainty lets(String action) {
        return policy.lets(request(action), account, true);
    }

    /** Whether it denies the action to every identity of the account; POSSIBLE where it does so to some, and where it cannot be read. */
    public Certainty denies(String action) {
        return policy.denies(request(action), account);
    }

    /** Whether the principal, as a grant names it, is the account or one of its identities. */
    public boolean isOfAccount(String principal) {
        return account.is("AWS", principal) == Certainty.YES;
    }

    private Request request(String action) {
        return new Request(action, policy.key(), facts);
    }
}
