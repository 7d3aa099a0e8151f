package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A GraphQL field of a kind that leads to other resources over one or more links, for what a component of its own
 * cannot tell: the way back along a link, or more than one step.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Related.List.class)
public @interface Related {
    /** The GraphQL field's name. */
    String field();

    /** The kind that the field leads to. */
    ResourceKind to();

    /** The steps from this resource to the other, in order. */
    Step[] path();

    /** Whether the field is a list. */
    boolean many() default true;

    /**
     * The name of a Boolean filter that asks whether there is any; none when empty. Of several fields that share one, any is enough.
     */
    String filter() default "";

    /** The name of a filter that lists ARNs of which one is at the end of the path; none when empty. */
    String filterArns() default "";

    /** Whether the addresses of the resources at the end of the path are this one's, too, for the filter {@code ipAddress}. */
    boolean addresses() default false;

    /** One link, followed as it points or, if {@link #incoming}, against it. */
    @interface Step {
        Relation value();

        boolean incoming() default false;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        Related[] value();
    }
}
