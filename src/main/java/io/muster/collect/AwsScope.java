package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.muster.inventory.Resource;
import io.muster.inventory.Shared;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * A scope together with the session for its account.
 *
 * @param management the session for the account that may read the organization; the account's own where there is no other
 * @param listings   the listings that one task has walked in it
 * @param recall     the stored facts that need not be asked for again; null where all facts are asked for
 * @param pass       which look-ups of the item at hand are made
 * @param names      the ids of the resources that are asked for; null for all of the cell
 */
public record AwsScope(
        Scope scope,
        AwsSession session,
        AwsSession management,
        SharedListings listings,
        @Nullable Recall recall,
        LookupPass pass,
        @Nullable Set<String> names) {

    /** The most values of a filter, see the EC2 API Reference, "Filter". */
    public static final int MOST_NAMED = 200;

    public AwsScope(Scope scope, AwsSession session, AwsSession management) {
        this(scope, session, management, new SharedListings(), null, LookupPass.ALL, null);
    }

    /** A scope of an account that may read its organization itself, or is in none. */
    public AwsScope(Scope scope, AwsSession session) {
        this(scope, session, session);
    }

    /** One call of a service in this scope. */
    <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, String operation, Function<C, CompletableFuture<T>> call) {
        return session.call(service, scope.region(), operation, call);
    }

    /** The same scope; the spans of its calls become children of the one in the context. */
    public AwsScope tracedIn(Context trace) {
        return new AwsScope(scope, session.tracedIn(trace), management, listings, recall, pass, names);
    }

    /** The same scope, with stored facts that need not be asked for again. */
    public AwsScope recalling(Recall known) {
        return new AwsScope(scope, session, management, listings, known, pass, names);
    }

    /** The same scope with another pass of look-ups. */
    AwsScope withPass(LookupPass other) {
        return new AwsScope(scope, session, management, listings, recall, other, names);
    }

    /** The same scope for the resources of these ids alone, with all of their facts. */
    AwsScope naming(Set<String> ids) {
        return new AwsScope(
                scope, session, management, listings, recall == null ? null : new Refresh(recall), LookupPass.ALL, ids);
    }

    private AwsScope whole() {
        return names == null ? this : new AwsScope(scope, session, management, listings, recall, pass, null);
    }

    /** The filter of EC2 that picks the named resources; null where all are asked for. */
    @Nullable
    List<Filter> filters(String filter) {
        return names == null
                ? null
                : List.of(Filter.builder()
                        .name(filter)
                        .values(names.stream().sorted().toList())
                        .build());
    }

    /** The outcome of a kind's listing, which is walked once in this scope, however many collectors need it. */
    public <T extends Record> Uni<Collection<T>> collected(Collector<T> collector) {
        if (!collector.isIn(scope.partition())) {
            return Uni.createFrom().item(new Collection.Complete<>(List.of()));
        }
        return listings.collected(collector, whole());
    }

    /**
     * The resources of these ids. Where a complete answer lacks an id, its resource no longer exists.
     *
     * @param ids {@link #MOST_NAMED} at most, of EC2
     * @return the listing as a whole where AWS cannot be asked by id, or did not answer that completely
     */
    public <T extends Record> Uni<Collection<T>> named(Collector<T> collector, Set<String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_NAMED || !collector.byId()) {
            return collected(collector);
        }
        Set<String> arns =
                ids.stream().map(id -> scope.arn(collector.kind(), id)).collect(Collectors.toUnmodifiableSet());
        return collector
                .collect(naming(ids))
                .chain(read -> read instanceof Collection.Complete<T>
                        ? Uni.createFrom().item(new Collection.Named<>(read.resources(), arns))
                        : collected(collector));
    }

    /** Whether the owner that AWS gives is this scope's account. */
    boolean owns(@Nullable String ownerId) {
        return scope.accountId().equals(ownerId);
    }

    /** The ARN of an item of EC2, of which it is the identity. */
    String arn(ResourceKind kind, @Nullable String id) {
        return scope.arn(kind, UnreadableItem.require("the id", id));
    }

    /** A resource whose ARN follows from its id. */
    <T extends Record> Resource<T> resource(
            @Nullable String resourceId, @Nullable String name, Map<String, String> tags, T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        String id = identity("the id", resourceId);
        return resource(scope.arn(kind, id), id, name, tags, attributes);
    }

    /** A resource whose ARN AWS gave. */
    <T extends Record> Resource<T> resource(
            @Nullable String arn,
            @Nullable String resourceId,
            @Nullable String name,
            Map<String, String> tags,
            T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        String identity = identity("the ARN", arn);
        String id = UnreadableItem.require("the id", resourceId, identity);
        return Shared.of(new Resource<>(identity, kind, scope, id, name, tags, attributes));
    }

    /** A text that is far longer than AWS's own is none that AWS gave. */
    private static String identity(String part, @Nullable String text) {
        return UnreadableItem.require(part, text != null && Resource.isIdentity(text) ? text : null);
    }
}
