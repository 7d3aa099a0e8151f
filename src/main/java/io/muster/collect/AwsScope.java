package io.muster.collect;

import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsClient;

/**
 * A scope together with the way into its account.
 *
 * @param management the way into the account that may read the organization; the account's own where there is no other
 * @param once       the listings that one task has walked in it
 * @param recall     what need not be asked for; null where everything is
 * @param asking     how the item at hand is looked up
 */
public record AwsScope(
        Scope scope,
        AwsSession session,
        AwsSession management,
        Once once,
        @Nullable Recall recall,
        Asking asking) {

    public AwsScope(Scope scope, AwsSession session, AwsSession management) {
        this(scope, session, management, new Once(), null, Asking.ALL);
    }

    /** A scope of an account that can be asked for its organization, or is of none. */
    public AwsScope(Scope scope, AwsSession session) {
        this(scope, session, session);
    }

    /** One call of a service in this scope. */
    <C extends AwsClient, T> Uni<T> call(
            AwsService<C> service, String operation, Function<C, CompletableFuture<T>> call) {
        return session.call(service, scope.region(), operation, call);
    }

    /** The same; the spans of its calls belong to the one in the context. */
    public AwsScope tracedIn(Context trace) {
        return new AwsScope(scope, session.tracedIn(trace), management, once, recall, asking);
    }

    /** The same; what need not be asked for is recalled. */
    public AwsScope recalling(Recall known) {
        return new AwsScope(scope, session, management, once, known, asking);
    }

    /** The same for one item, with its look-ups made in the given way. */
    AwsScope asking(Asking way) {
        return new AwsScope(scope, session, management, once, recall, way);
    }

    /** The outcome of a kind's listing, which is walked once in this scope, however many collectors need it. */
    public <T extends Record> Uni<Collection<T>> collected(Collector<T> collector) {
        return once.collected(collector, this);
    }

    /** Whether the owner that AWS gives is this scope's account. */
    boolean owns(@Nullable String ownerId) {
        return scope.accountId().equals(ownerId);
    }

    /** A resource whose ARN follows from its id. */
    <T extends Record> Resource<T> resource(
            @Nullable String resourceId, @Nullable String name, Map<String, String> tags, T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        String id = UnreadableItem.require("the id", resourceId);
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
        String identity = UnreadableItem.require("the ARN", arn);
        String id = UnreadableItem.require("the id", resourceId, identity);
        return new Resource<>(identity, kind, scope, id, name, tags, attributes);
    }
}
