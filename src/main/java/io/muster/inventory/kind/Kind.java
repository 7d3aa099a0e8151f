package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the record that gives a kind its shape. The record alone defines it: the stored document, the GraphQL type, its filter
 * and its links all follow from its components and their annotations. A component that AWS may leave out is marked
 * {@link jakarta.annotation.Nullable}; a list is never null.
 *
 * <p>The record's name is its constant's in camel case, by which it is found; and it is registered for reflection with
 * its full hierarchy, so that a native image holds what is read of it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {
    ResourceKind value();

    /** The plural that names the kind's root field in GraphQL, for example {@code securityGroups}. */
    String plural();

    /** One sentence for the GraphQL type. */
    String description();
}
