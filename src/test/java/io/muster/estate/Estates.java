package io.muster.estate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.inventory.ByArn;
import io.muster.inventory.HeldHosts;
import io.muster.inventory.OrganizationMembers;
import io.muster.inventory.Resource;
import io.muster.inventory.SharedNetworks;
import io.muster.inventory.StoredResources.StoredResource;
import io.muster.inventory.TrailHomes;
import io.muster.inventory.TrustingRoles;
import io.muster.inventory.TrustingRoles.TrustingRole;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Trail;
import io.muster.inventory.signal.ScopeSignals;
import io.muster.inventory.signal.StoredSignal;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An estate in the words of a test: {@code estate().with(instance("i-1").imdsv1()).build()}. */
public final class Estates {

    public static final String ACCOUNT = "111122223333";
    public static final String OTHER_ACCOUNT = "444455556666";
    public static final Scope REGION = Scope.of(ACCOUNT, "eu-central-1");
    public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Resource<?>> resources = new ArrayList<>();
    private final Set<ResourceKind> known = EnumSet.allOf(ResourceKind.class);
    private final Set<ResourceKind> loaded = EnumSet.allOf(ResourceKind.class);
    private final Map<ResourceKind, Instant> listedAt = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, Extent> reaching = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, ByArn<StoredResource>> changedAt = new EnumMap<>(ResourceKind.class);
    private final Set<String> registered = new HashSet<>();
    private final Set<String> heldAddresses = new HashSet<>();
    private OrganizationMembers organization = OrganizationMembers.UNKNOWN;
    private final ScopeSignals signals = new ScopeSignals();
    private final TrailHomes trailHomes = new TrailHomes();
    private final Map<Scope, Estate> owners = new HashMap<>();
    private final List<TrustingRole> trusting = new ArrayList<>();
    private final List<StoredResource> boundElsewhere = new ArrayList<>();
    private final Map<String, Set<ResourceKind>> completeElsewhere = new HashMap<>();
    private final Set<String> leftOut = new TreeSet<>();
    private boolean beyondElsewhere;
    private final Set<String> unreadElsewhere = new TreeSet<>();
    private final Map<String, Instant> readElsewhere = new HashMap<>();
    private HeldHosts held = HeldHosts.NONE;
    private Scope scope = REGION;

    private Estates() {}

    /** A regional estate that knows every kind, and is empty. */
    public static Estates estate() {
        return new Estates();
    }

    public Estates with(Made<?>... made) {
        Arrays.stream(made).map(Made::resource).forEach(resources::add);
        return this;
    }

    /** The resources are of the region of the account, which may be another one than the usual. */
    public Estates at(Scope place) {
        scope = place;
        resources.replaceAll(one -> in(one.kind().global() ? place.global() : place, one));
        return this;
    }

    public Estates global() {
        scope = REGION.global();
        return this;
    }

    public Estates without(ResourceKind... kinds) {
        known.removeAll(Arrays.asList(kinds));
        return this;
    }

    /** How far the kind's listing reaches. */
    public Estates reaching(ResourceKind kind, Extent extent) {
        reaching.put(kind, extent);
        return this;
    }

    /** Nothing but the kinds, as for rules that read no other. */
    public Estates loading(Set<ResourceKind> kinds) {
        loaded.retainAll(kinds);
        resources.removeIf(resource -> !kinds.contains(resource.kind()));
        return this;
    }

    /** The kind comes from the store, where it was listed completely at that time. */
    public Estates listed(ResourceKind kind, Instant at) {
        listedAt.put(kind, at);
        return this;
    }

    public Estates unchangedSince(Made<?> made, Instant since) {
        changedAt
                .computeIfAbsent(made.resource().kind(), kind -> new ByArn<>(StoredResource::resource))
                .put(new StoredResource(made.resource(), since));
        return this;
    }

    public Estates registered(String... accountIds) {
        registered.addAll(Arrays.asList(accountIds));
        return this;
    }

    /** The accounts of the organization that is followed. */
    public Estates organization(String organizationId, String... accountIds) {
        organization = new OrganizationMembers(organizationId, Set.of(accountIds));
        return this;
    }

    /** Addresses that registered accounts hold in other regions. */
    public Estates holding(String... addresses) {
        heldAddresses.addAll(Arrays.asList(addresses));
        return this;
    }

    /** What another product says of the resource, by its ARN or as account/region/id. */
    public Estates reported(String resource, StoredSignal signal) {
        signals.add(resource, signal);
        return this;
    }

    /** What its home region tells of a trail. */
    public Estates toldAtHome(String trailArn, Trail trail) {
        trailHomes.add(trailArn, trail);
        return this;
    }

    /** The home region of the trail was not read in the account. */
    public Estates untoldAtHome(String trailArn, String accountId, String region) {
        trailHomes.addUnread(trailArn, accountId, region);
        return this;
    }

    /**
     * What an account that shares VPCs with the region knows of these.
     *
     * @param incomplete the kinds that were not listed completely there
     */
    public Estates sharedBy(String account, Set<ResourceKind> incomplete, Made<?>... made) {
        return toldBy(Scope.of(account, REGION.region()), incomplete, made);
    }

    /** The same of a region of an account. */
    public Estates toldBy(Scope owner, Set<ResourceKind> incomplete, Made<?>... made) {
        Set<ResourceKind> complete = EnumSet.copyOf(SharedNetworks.KINDS);
        complete.removeAll(incomplete);
        List<Resource<?>> told = new ArrayList<>();
        Arrays.stream(made).map(Made::resource).forEach(one -> told.add(in(owner, one)));
        owners.put(
                owner,
                new Estate(owner, NOW, Knowledge.ofOther(owner, SharedNetworks.KINDS, complete), told, Ages.NONE));
        return this;
    }

    /**
     * A role of another registered account that may trust this one.
     *
     * @param administrator YES, POSSIBLE or NO, as that account's scans found: whether it leads to an administrator there
     * @param gain          whether it leads to something sensitive
     */
    public Estates elsewhere(String account, String administrator, String gain, Made<Role> role) {
        return elsewhere(account, new TrustingRole(role.resource(), true, administrator, gain, null, List.of()));
    }

    /** The same, of a role that leads on, or is led to by others of such roles. */
    public Estates elsewhere(String account, TrustingRole role) {
        Scope home = Scope.of(account, Scope.GLOBAL);
        completeElsewhere.computeIfAbsent(account, id -> EnumSet.copyOf(TrustingRoles.KINDS));
        trusting.add(new TrustingRole(
                in(home, role.role()), role.direct(), role.administrator(), role.gain(), role.ways(), role.missing()));
        return this;
    }

    /** Roles of other accounts lead on to more roles than are told. */
    public Estates leadingOnElsewhere() {
        beyondElsewhere = true;
        return this;
    }

    /** The account is registered and enabled, and its roles were not read, or not judged yet. */
    public Estates unreadElsewhere(String account) {
        unreadElsewhere.add(account);
        return this;
    }

    /** The roles of the other account had been listed last at that time. */
    public Estates readElsewhere(String account, Instant at) {
        readElsewhere.put(account, at);
        return this;
    }

    /** A policy of the organization that binds the resources of the other account. */
    public Estates boundElsewhere(String account, Made<OrganizationPolicy> policy) {
        boundElsewhere.add(new StoredResource(in(Scope.of(account, Scope.GLOBAL), policy.resource()), NOW));
        return this;
    }

    /** The hosts of other accounts and regions that an attacker may hold. */
    public Estates held(HeldHosts told) {
        held = told;
        return this;
    }

    /** The kind was not listed completely in the other account, of which roles are told already. */
    public Estates unlistedElsewhere(String account, ResourceKind kind) {
        completeElsewhere.get(account).remove(kind);
        return this;
    }

    /** The account has more roles that may trust this one than are told. */
    public Estates leftOutElsewhere(String account) {
        leftOut.add(account);
        return this;
    }

    private static <T extends Record> Resource<T> in(Scope scope, Resource<T> one) {
        return new Resource<>(
                scope.arn(one.kind(), one.resourceId()),
                one.kind(),
                scope,
                one.resourceId(),
                one.name(),
                one.tags(),
                one.attributes());
    }

    public Estate build() {
        Map<ResourceKind, Extent> extents =
                new EnumMap<>(Knowledge.of(scope, loaded, known).extents());
        extents.putAll(reaching);
        listedAt.forEach((kind, at) -> extents.put(kind, new Extent(Set.of(), false, Set.of(), at)));
        return new Estate(
                scope,
                NOW,
                new Knowledge(extents),
                resources,
                new Ages(changedAt.values().stream().flatMap(ByArn::stream)),
                new Surroundings(
                        registered,
                        organization,
                        heldAddresses,
                        signals,
                        trailHomes,
                        owners,
                        new TrustingRoles(
                                trusting,
                                boundElsewhere,
                                completeElsewhere,
                                leftOut,
                                beyondElsewhere,
                                unreadElsewhere,
                                readElsewhere),
                        held));
    }

    /** The same estate; the region's resource of that id, which is known to exist, was not read. */
    public static Estate unread(Estate estate, ResourceKind kind, String id) {
        return estate.with(List.of(), Set.of(), Map.of(kind, Set.of(REGION.arn(kind, id))));
    }

    /** A document written with single quotes, for legibility. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException invalid) {
            throw new UncheckedIOException(invalid);
        }
    }

    /** One resource in the making. */
    public interface Made<T extends Record> {
        Resource<T> resource();
    }

    /** A resource of the record, with what all kinds share. */
    static <T extends Record> Resource<T> resource(String id, Map<String, String> tags, T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        Scope home = kind.global() ? REGION.global() : REGION;
        return new Resource<>(home.arn(kind, id), kind, home, id, tags.get("Name"), Map.copyOf(tags), attributes);
    }
}
