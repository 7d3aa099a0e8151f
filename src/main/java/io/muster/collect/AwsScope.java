package io.muster.collect;

import io.muster.aws.AwsOperation;
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
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;

/** A scope together with the way into its account. */
public record AwsScope(Scope scope, AwsSession session) {

    /** One EC2 call in this scope's region. */
    <T> Uni<T> ec2(AwsOperation operation, Function<Ec2AsyncClient, CompletableFuture<T>> call) {
        return session.ec2(scope.region(), operation, call);
    }

    /** One IAM call. */
    <T> Uni<T> iam(AwsOperation operation, Function<IamAsyncClient, CompletableFuture<T>> call) {
        return session.iam(operation, call);
    }

    /** The same; the spans of its calls belong to the one in the context. */
    public AwsScope tracedIn(Context trace) {
        return new AwsScope(scope, session.tracedIn(trace));
    }

    /** Whether the owner that AWS gives is this scope's account. */
    boolean owns(@Nullable String ownerId) {
        return scope.accountId().equals(ownerId);
    }

    /** A resource whose ARN follows from its id. */
    <T extends Record> Resource<T> resource(
            String resourceId, @Nullable String name, Map<String, String> tags, T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        return resource(scope.arn(kind, resourceId), resourceId, name, tags, attributes);
    }

    /** A resource whose ARN AWS gave. */
    <T extends Record> Resource<T> resource(
            String arn, String resourceId, @Nullable String name, Map<String, String> tags, T attributes) {
        ResourceKind kind = attributes.getClass().getAnnotation(Kind.class).value();
        return new Resource<>(arn, kind, scope, resourceId, name, tags, attributes);
    }
}
