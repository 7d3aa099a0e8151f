package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.kind.Scope;

/** The peered networks of two accounts for tests of the store: from a host of the far one, a way leads to an administrator's instance of the near one. */
public final class MadeNetworks {

    public static final Scope FAR = TwoNetworks.OTHER_ACCOUNT;

    private MadeNetworks() {}

    public static Estate near() {
        return TwoNetworks.peered(FAR).here(HeldHosts.NONE);
    }

    public static Estate far() {
        return TwoNetworks.peered(FAR).there();
    }

    /** The same networks, attached to the transit gateway tgw-1 of the near account. */
    public static Estate nearAttached() {
        return TwoNetworks.attached().here(HeldHosts.NONE);
    }

    public static Estate farAttached() {
        return TwoNetworks.attached().there();
    }
}
