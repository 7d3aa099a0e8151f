package io.muster.scan;

import io.muster.collect.Collection;
import io.muster.estate.Ages;
import io.muster.estate.Estate;
import io.muster.estate.Extent;
import io.muster.estate.Knowledge;
import io.muster.estate.Surroundings;
import io.muster.estate.attack.StoredAttackPaths;
import io.muster.inventory.ByArn;
import io.muster.inventory.CellState;
import io.muster.inventory.HeldAddresses;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.OrganizationMembers;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.signal.ScopeSignals;
import io.muster.platform.AccountScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Builds an estate of the kinds that its rules read: from the listings of the scan, else from the store. */
final class EstateParts {

    private final Scope scope;
    private final Map<ResourceKind, Extents> kinds = new EnumMap<>(ResourceKind.class);
    private final Set<ResourceKind> aged;
    private final Map<ResourceKind, ByArn<StoredResource>> changedAt;
    private ByArn<Resource<?>> resources = new ByArn<>(Function.identity());
    private Set<String> registered = Set.of();
    private Set<String> heldAddresses = Set.of();
    private OrganizationMembers organization = OrganizationMembers.UNKNOWN;

    @Nullable
    private ScopeSignals signals;

    @Nullable
    private TrailHomes trailHomes;

    private SharedNetworks networks = SharedNetworks.NONE;

    private TrustingRoles trusting = TrustingRoles.NONE;

    private HeldHosts held = HeldHosts.NONE;

    /**
     * @param needed the kinds that the rules about the scope read
     * @param aged   the kinds of whose resources the rules ask since when they are as they are
     * @param since  by kind, since when the resources of the listings have been as they are; those of stored ones are added,
     *               those of other kinds than the aged ones are taken out, and all once the estate has its own
     */
    EstateParts(
            Scope scope,
            Set<ResourceKind> needed,
            Set<ResourceKind> aged,
            Map<ResourceKind, ByArn<StoredResource>> since) {
        this.scope = scope;
        this.aged = aged;
        this.changedAt = since;
        since.keySet().retainAll(aged);
        needed.forEach(kind -> kinds.put(kind, new Extents()));
    }

    /** The needed kinds of which each region has its own. */
    Set<ResourceKind> regional() {
        return kinds(kind -> !kind.global());
    }

    /** The needed kinds that belong to the account as a whole. */
    Set<ResourceKind> accountWide() {
        return kinds(ResourceKind::global);
    }

    private Set<ResourceKind> kinds(Predicate<ResourceKind> which) {
        return kinds.keySet().stream()
                .filter(which)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ResourceKind.class)));
    }

    /** Adds the listing of a needed kind of the scope. */
    void addListing(ResourceKind kind, Collection<?> listing) {
        listing.resources().forEach(resources::put);
        kinds.get(kind).partly = listing.unread().rest() && !listing.resources().isEmpty();
        addState(kind, scope.region(), listing.unread());
    }

    /** Adds the unread part of one cell of a needed kind. */
    void addState(ResourceKind kind, String region, Unread missing) {
        Extents extents = kinds.get(kind);
        if (missing.rest()) {
            extents.unlisted.add(region);
        } else {
            extents.unread.addAll(missing.arns());
        }
    }

    /** Adds the state of the scope's cell of a needed kind that is not listed now. */
    void addCell(ResourceKind kind, @Nullable CellState cell) {
        addState(kind, scope.region(), AccountWide.unread(cell));
        kinds.get(kind).listedAt = cell == null ? null : cell.lastCompleteAt();
    }

    /** Adds when a needed kind was listed last, wherever it was listed completely. */
    void addListedAt(ResourceKind kind, Instant at) {
        kinds.get(kind).listedAt = at;
    }

    /** Adds stored resources, except those that a listing of this scan holds. */
    void addStored(Iterable<StoredResource> stored) {
        for (StoredResource one : stored) {
            Resource<?> resource = one.resource();
            Extents extents = kinds.get(resource.kind());
            if (extents != null && resources.putIfAbsent(resource)) {
                if (aged.contains(resource.kind())) {
                    changedAt
                            .computeIfAbsent(resource.kind(), kind -> new ByArn<>(StoredResource::resource))
                            .put(one);
                }
                if (extents.partly) {
                    extents.unread.add(resource.arn());
                }
            }
        }
    }

    /** Adds a stored resource of a needed kind, which is as it was read last; of others of its kind nothing is known. */
    void addAlone(StoredResource one) {
        addStored(List.of(one));
        Extents extents = kinds.get(one.resource().kind());
        extents.unlisted.add(one.resource().scope().region());
        extents.partly = true;
    }

    /** Adds the ids of all accounts that are registered, and of those of the organization, and the addresses that they hold. */
    Uni<Void> addAccounts(SqlConnection connection) {
        return RegisteredAccounts.ids(connection)
                .invoke(ids -> registered = ids)
                .chain(() -> OrganizationMembers.of(connection))
                .invoke(members -> organization = members)
                .chain(() -> addHeldAddresses(connection));
    }

    /** Adds the addresses that security groups of a region name and that accounts hold, where rules read such addresses. */
    private Uni<Void> addHeldAddresses(SqlConnection connection) {
        Set<String> named = scope.isGlobal() || !kinds.containsKey(ResourceKind.ELASTIC_IP) ? Set.of() : namedRanges();
        return named.isEmpty()
                ? Uni.createFrom().voidItem()
                : HeldAddresses.among(connection, named)
                        .invoke(found -> heldAddresses = found)
                        .replaceWithVoid();
    }

    private Set<String> namedRanges() {
        return resources.stream()
                .map(Resource::attributes)
                .filter(SecurityGroup.class::isInstance)
                .map(SecurityGroup.class::cast)
                .flatMap(group -> group.ingress().stream())
                .map(SecurityGroupRule::cidr)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds the signals of other products. */
    void addSignals(ScopeSignals found) {
        signals = found;
    }

    /** Adds the trails of a region as their home regions tell of them, where rules read trails. */
    Uni<Void> addTrailHomes(SqlConnection connection) {
        return scope.isGlobal() || !kinds.containsKey(ResourceKind.TRAIL)
                ? Uni.createFrom().voidItem()
                : TrailHomes.of(connection, scope)
                        .invoke(found -> trailHomes = found)
                        .replaceWithVoid();
    }

    /**
     * Adds what other accounts' inventories show of the VPCs that they share with the region, and of the networks to follow, for
     * questions about reach.
     */
    Uni<Void> addNetworks(SqlConnection connection, SharedNetworks.Followed followed) {
        return scope.isGlobal() || !kinds.keySet().containsAll(SharedNetworks.INTERNET)
                ? Uni.createFrom().voidItem()
                : SharedNetworks.of(connection, scope, followed)
                        .invoke(found -> networks = found)
                        .replaceWithVoid();
    }

    /** Adds the roles of other accounts that may trust this one, where rules read roles. */
    Uni<Void> addTrustingRoles(SqlConnection connection) {
        return kinds.containsKey(ResourceKind.ROLE)
                ? TrustingRoles.of(connection, scope.accountId())
                        .invoke(this::addTrusting)
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** Adds the hosts of other accounts and regions that an attacker may hold, of those accounts, for attack paths. */
    Uni<Void> addHeldHosts(SqlConnection connection, AccountScope accounts) {
        return scope.isGlobal() || !kinds.keySet().containsAll(StoredAttackPaths.kinds())
                ? Uni.createFrom().voidItem()
                : HeldHosts.of(connection, scope)
                        .invoke(found -> held = found.within(accounts))
                        .replaceWithVoid();
    }

    void addTrusting(TrustingRoles found) {
        trusting = found;
    }

    private Map<Scope, Estate> owners(Instant at) {
        Map<Scope, List<Resource<?>>> byOwner = networks.resources().stream()
                .map(StoredResource::resource)
                .collect(Collectors.groupingBy(resource -> resource.scope().in(scope.partition())));
        Map<Scope, Estate> owners = new HashMap<>();
        networks.complete().forEach((owner, complete) -> {
            Knowledge knowledge = Knowledge.ofOther(owner, SharedNetworks.KINDS, complete);
            owners.put(owner, new Estate(owner, at, knowledge, byOwner.getOrDefault(owner, List.of()), Ages.NONE));
        });
        return owners;
    }

    /** Builds the estate and releases the parts; to be called once. */
    Estate estate(Instant at) {
        Map<ResourceKind, Extent> extents = new EnumMap<>(ResourceKind.class);
        kinds.forEach((kind, known) -> extents.put(kind, known.extent()));
        Estate estate = new Estate(
                scope,
                at,
                new Knowledge(extents),
                inOrder(),
                ages(),
                new Surroundings(
                        registered, organization, heldAddresses, signals, trailHomes, owners(at), trusting, held));
        return estate;
    }

    /** By ARN, so that evidence lists resources in the same order, whether they come from a listing or from the store. */
    private List<Resource<?>> inOrder() {
        List<Resource<?>> all = new ArrayList<>(resources.size());
        resources.stream().forEach(all::add);
        resources = new ByArn<>(Function.identity());
        all.sort(Resource.BY_ARN);
        return all;
    }

    private Ages ages() {
        Ages ages = new Ages(changedAt.values().stream().flatMap(ByArn::stream));
        changedAt.clear();
        return ages;
    }

    /** How far the listings of one kind reach, as far as it is known yet. */
    private static final class Extents {
        private final Set<String> unlisted = new HashSet<>();
        private final Set<String> unread = new HashSet<>();
        private boolean partly;

        @Nullable
        private Instant listedAt;

        Extent extent() {
            return new Extent(unlisted, partly, unread, listedAt);
        }
    }
}
