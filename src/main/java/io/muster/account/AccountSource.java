package io.muster.account;

import io.muster.inventory.kind.Described;

/** The keeper of an account's registration, who also made it. */
@Described("The source that registered an account and maintains its registration.")
public enum AccountSource {
    @Described("A person over REST, or the settings. Discovery leaves the registration as it is.")
    REGISTERED,
    @Described("The discovery of the accounts of the organization, which keeps the registration in step with it.")
    ORGANIZATION
}
