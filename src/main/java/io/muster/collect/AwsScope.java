package io.muster.collect;

import io.muster.aws.AwsSession;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.Map;

/** A scope together with the way into its account. */
public record AwsScope(Scope scope, AwsSession session) {

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
