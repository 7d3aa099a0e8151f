package io.muster.estate;

import io.muster.inventory.HeldHosts;
import io.muster.inventory.OrganizationMembers;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.signal.ScopeSignals;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.Set;

/**
 * Facts in an estate besides the resources of its scope.
 *
 * @param registered the ids of the accounts that are registered
 * @param organization the accounts of the organization that is followed
 * @param heldAddresses the public addresses and IPv6 ranges that registered accounts hold in any region, among those that its groups name
 * @param signals    of other products about its resources; null where no rule reads them
 * @param trailHomes of the trails that its region shows; null where no rule reads trails, and of an account as a whole
 * @param owners     the estates of those that share VPCs with its region, or have what its VPCs lead to: what they know of these, and nothing else
 * @param trusting   the roles of other accounts that may trust its account
 * @param held       the hosts of other accounts and regions that an attacker may hold, and their networks
 */
public record Surroundings(
        Set<String> registered,
        OrganizationMembers organization,
        Set<String> heldAddresses,
        @Nullable ScopeSignals signals,
        @Nullable TrailHomes trailHomes,
        Map<Scope, Estate> owners,
        TrustingRoles trusting,
        HeldHosts held) {

    static final Surroundings NONE = new Surroundings(
            Set.of(), OrganizationMembers.UNKNOWN, Set.of(), null, null, Map.of(), TrustingRoles.NONE, HeldHosts.NONE);

    Surroundings with(Map<Scope, Estate> others) {
        return new Surroundings(registered, organization, heldAddresses, signals, trailHomes, others, trusting, held);
    }
}
