package io.muster.estate;

import io.muster.inventory.HeldHosts;
import io.muster.inventory.Resource;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.signal.ScopeSignals;
import io.muster.inventory.signal.StoredSignal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts of an estate besides the resources of its scope: its neighbours, and reports about its resources. */
public final class Beside {

    private final Scope scope;
    private final Surroundings surroundings;
    private final Set<String> ownAccounts;

    Beside(Scope scope, Surroundings surroundings) {
        this.scope = scope;
        this.surroundings = surroundings;
        ownAccounts = Stream.of(
                        Set.of(scope.accountId()),
                        surroundings.registered(),
                        surroundings.organization().accountIds())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /**
     * The ids of the account, of all registered accounts and of those of the organization, as far as they are known: their access does
     * not count as access from outside.
     */
    public Set<String> ownAccounts() {
        return ownAccounts;
    }

    /** Whether the account is that of the estate, or registered, so that its own estate is judged as well. */
    public boolean isJudged(String accountId) {
        return scope.accountId().equals(accountId) || surroundings.registered().contains(accountId);
    }

    /**
     * Public addresses and IPv6 ranges that registered accounts hold in any region: of the addresses, those that security groups of this
     * region name.
     */
    public Set<String> heldAddresses() {
        return surroundings.heldAddresses();
    }

    /** The id of the organization that is followed; empty where its accounts are not known. */
    public Optional<String> organizationId() {
        return Optional.ofNullable(surroundings.organization().organizationId());
    }

    /** The id of the organization that is followed, where the account is one of its own, the management account among them. */
    public Optional<String> ownOrganizationId() {
        return organizationId()
                .filter(id -> surroundings.organization().accountIds().contains(scope.accountId()));
    }

    /**
     * The signals of other products about the resource, which are not closed: the worst first.
     *
     * @throws NotRead where it was not loaded with signals
     */
    public List<StoredSignal> signals(Resource<?> resource) {
        ScopeSignals signals = surroundings.signals();
        if (signals == null) {
            throw new NotRead("signals of other products");
        }
        return signals.of(resource);
    }

    /**
     * The trails of the region as their home regions tell of them.
     *
     * @throws NotRead where it is no region's, or was not loaded with trails
     */
    public TrailHomes trailHomes() {
        TrailHomes homes = surroundings.trailHomes();
        if (homes == null) {
            throw new NotRead("trails in their home regions");
        }
        return homes;
    }

    /**
     * The resources of another account that belong to VPCs which it shares with the region, or that are at the other end of a
     * way from it. They are not resources of the estate. Empty where the account is not registered, or has no such resources.
     */
    public Optional<Estate> owner(String accountId) {
        return owner(accountId, scope.region());
    }

    /** The estate of the account, which may be that of the estate, in the region. */
    public Optional<Estate> owner(String accountId, String region) {
        return Optional.ofNullable(surroundings.owners().get(new Scope(scope.partition(), accountId, region)));
    }

    /** All estates that {@link #owner(String, String)} returns, but for that of the account and region itself. */
    public Stream<Estate> owners() {
        return surroundings.owners().values().stream()
                .filter(other -> !other.scope().equals(scope));
    }

    /** The roles of other accounts that may trust identities of this one: none of them is a resource of the estate. */
    public TrustingRoles trusting() {
        return surroundings.trusting();
    }

    /** The hosts of other accounts and regions that an attacker may hold: none of them is a resource of the estate. */
    public HeldHosts held() {
        return surroundings.held();
    }
}
