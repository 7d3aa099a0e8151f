package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component (a {@code String} or a {@code List<String>}, also inside nested records) whose value names another
 * resource: by ARN, or by an id that tells its kind by its prefix.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Link {
    Relation value();

    /**
     * The GraphQL field that leads to the target, beside the one that holds the id; none when empty. Needs {@link #to}.
     */
    String field() default "";

    /** The kind of the target, where a {@link #field} is given. */
    ResourceKind to() default ResourceKind.ACCOUNT_SETTINGS;
}
