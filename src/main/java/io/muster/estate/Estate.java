package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One region of one account, in memory, as rules read it: resources of the region by kind and by ARN, together with account-wide
 * ones. The estate of the account-wide scope holds account-wide resources and those of all regions. An estate holds the kinds
 * that rules of the scope declare, and throws when asked for another kind.
 */
public final class Estate {

    private final Scope scope;
    private final Instant asOf;
    private final Knowledge knowledge;
    private final Ages ages;
    private final Beside beside;

    private final ResourcesByKind resources;
    private final ArnsById arns;
    private final Map<Class<?>, Object> views = new ConcurrentHashMap<>();

    /**
     * @param asOf when the inventory was read: what rules about age count from
     * @param ages of resources of the kinds of rules with {@code readsAge}
     */
    public Estate(
            Scope scope, Instant asOf, Knowledge knowledge, Collection<? extends Resource<?>> resources, Ages ages) {
        this(scope, asOf, knowledge, resources, ages, Surroundings.NONE);
    }

    /** @param surroundings what is known beside the resources of the scope */
    public Estate(
            Scope scope,
            Instant asOf,
            Knowledge knowledge,
            Collection<? extends Resource<?>> resources,
            Ages ages,
            Surroundings surroundings) {
        this(scope, asOf, knowledge, new ResourcesByKind(resources), ages, surroundings);
    }

    private Estate(
            Scope scope,
            Instant asOf,
            Knowledge knowledge,
            ResourcesByKind resources,
            Ages ages,
            Surroundings surroundings) {
        this.scope = scope;
        this.asOf = asOf;
        this.knowledge = knowledge;
        this.ages = ages;
        this.resources = resources;
        beside = new Beside(scope, surroundings);
        arns = new ArnsById(scope, knowledge, this.resources);
    }

    /**
     * The same estate after edits: each resource takes the place of the one with its ARN, or is added behind the others.
     * Resources of kinds that this estate was not loaded with are left out. Derived values are computed anew.
     *
     * @param gone   the ARNs of resources that are no more
     * @param unread by kind, the ARNs of resources whose content is not known
     */
    public Estate with(
            Collection<? extends Resource<?>> others, Set<String> gone, Map<ResourceKind, Set<String>> unread) {
        return new Estate(
                scope,
                asOf,
                knowledge.without(unread),
                resources.edited(others, this::holds, gone),
                ages,
                beside.surroundings());
    }

    /** The same resources beside others' estates, see {@link Beside#owner(String, String)}. Derived values are computed anew. */
    public Estate withOthers(Map<Scope, Estate> others) {
        return new Estate(
                scope, asOf, knowledge, resources, ages, beside.surroundings().with(others));
    }

    public Scope scope() {
        return scope;
    }

    public Instant asOf() {
        return asOf;
    }

    /** The facts besides the resources of the scope. */
    public Beside beside() {
        return beside;
    }

    /** Whether it was loaded with the kind at all. */
    public boolean holds(ResourceKind kind) {
        return knowledge.extents().containsKey(kind);
    }

    /** Whether the kind's listing is complete and current, so that an absence means something. */
    public boolean knows(ResourceKind kind) {
        return lists(kind) && knowledge.of(kind).unread().isEmpty();
    }

    /**
     * Whether the kind was listed, except perhaps resources whose ARNs are known: {@link #all} and {@link #find} fail where a
     * conclusion would depend on one of those.
     */
    public boolean lists(ResourceKind kind) {
        return knowledge.of(kind).lists();
    }

    /** Whether resources of the kind were read, so that those that are {@link #current} can be judged. */
    public boolean reads(ResourceKind kind) {
        return knowledge.of(kind).reads();
    }

    /** Whether the kind was listed in the region and the resource was read, so that it is known, or known not to exist. */
    public boolean tellsOf(ResourceKind kind, String region, String arn) {
        Extent extent = knowledge.of(kind);
        return !extent.unlisted().contains(region) && !extent.unread().contains(arn);
    }

    /** The regions (or {@code global}) in which resources of the kind may exist that are not known. */
    public Set<String> partial(ResourceKind kind) {
        return knowledge.of(kind).partial();
    }

    /** When the kind was last listed completely, as far as that was before {@link #asOf}. */
    public Instant listedAt(ResourceKind kind) {
        return Optional.ofNullable(knowledge.of(kind).listedAt()).orElse(asOf);
    }

    /** Whether the resource is as it was read just now, or by the last listing where there was none now. */
    public boolean current(Resource<?> resource) {
        return current(resource.kind(), resource.arn());
    }

    private boolean current(ResourceKind kind, String arn) {
        Extent extent = knowledge.of(kind);
        boolean listed = extent.lists() || (extent.reads() && resources.has(kind, arn));
        return listed && !extent.unread().contains(arn);
    }

    /** The missing cells of a kind that the estate does not {@link #knows know}, as {@code INSTANCE in eu-west-1}. */
    public String missing(ResourceKind kind) {
        return knowledge.missing(kind);
    }

    /**
     * The time of the resource's last change that Muster saw, for the kinds of rules with {@code readsAge}; empty where Muster
     * has not seen the resource before.
     */
    public Optional<Instant> stateSince(Resource<?> resource) {
        return ages.changedAt(resource);
    }

    /** As {@link #all(ResourceKind)}, for the kind of the record type. */
    @SuppressWarnings("unchecked") // a kind has one record type, and the map is keyed by it
    public <T extends Record> List<Resource<T>> all(Class<T> type) {
        return (List<Resource<T>>) (List<?>) all(kindOf(type));
    }

    /**
     * Every resource of the kind.
     *
     * @throws NotRead unless every one of them was listed and read
     */
    public List<Resource<?>> all(ResourceKind kind) {
        if (!knows(kind)) {
            throw new NotRead(missing(kind));
        }
        return resources.all(kind);
    }

    /** Every known resource of the record type, current or not: for conclusions that further resources can only confirm. */
    @SuppressWarnings("unchecked") // as above
    public <T extends Record> List<Resource<T>> stored(Class<T> type) {
        return (List<Resource<T>>) (List<?>) stored(kindOf(type));
    }

    private List<Resource<?>> stored(ResourceKind kind) {
        knowledge.check(kind);
        return resources.all(kind);
    }

    /**
     * The resource of the record type that has AWS's short id; as {@link #findArn}.
     *
     * @throws IllegalArgumentException if this is the account-wide estate and several regions use the kind's ids
     */
    public <T extends Record> Optional<Resource<T>> find(Class<T> type, String resourceId) {
        return findArn(type, arns.arn(kindOf(type), resourceId));
    }

    /**
     * The resource of the record type; empty where it is certain that there is none.
     *
     * @throws NotRead if it is among those of its kind that were not read
     */
    public <T extends Record> Optional<Resource<T>> findArn(Class<T> type, String arn) {
        if (!current(kindOf(type), arn)) {
            throw new NotRead(arn);
        }
        return storedArn(type, arn);
    }

    /** As {@link #stored(Class)}, the resource that has AWS's short id. */
    public <T extends Record> Optional<Resource<T>> stored(Class<T> type, String resourceId) {
        return storedArn(type, arns.arn(kindOf(type), resourceId));
    }

    /** As {@link #stored(Class)}, the resource of the ARN; none where there is no ARN. */
    @SuppressWarnings("unchecked") // as above
    public <T extends Record> Optional<Resource<T>> storedArn(Class<T> type, @Nullable String arn) {
        ResourceKind kind = kindOf(type);
        knowledge.check(kind);
        return Optional.ofNullable(arn).map(known -> (Resource<T>) resources.get(kind, known));
    }

    /**
     * A value derived from this estate, computed at the first call and kept: an index, for example, that many rules read.
     *
     * @param build computes it from the estate alone; two threads that call it first at the same time may both do so
     */
    public <V> V view(Class<V> type, Function<Estate, V> build) {
        Object kept = views.get(type);
        // not computeIfAbsent: a view may be built on another one, and that method must not be re-entered
        return type.cast(kept != null ? kept : keep(type, build.apply(this)));
    }

    private Object keep(Class<?> type, Object built) {
        Object first = views.putIfAbsent(type, built);
        return first != null ? first : built;
    }

    private static ResourceKind kindOf(Class<? extends Record> type) {
        return type.getAnnotation(Kind.class).value();
    }
}
