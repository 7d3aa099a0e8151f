package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a component (also of a nested record) a field in its kind's GraphQL filter. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@Repeatable(Filterable.List.class)
public @interface Filterable {
    /** The filter field's name. */
    String value();

    Match match() default Match.ANY_OF;

    /** How the filter's value meets the component's. */
    enum Match {
        /** A list of values; the component (or, where it is a list, any of it) is one of them. */
        ANY_OF,
        /** One value of the component's own type. */
        EQUALS,
        /** A Boolean: whether the component is there, and not an empty list. */
        PRESENT
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface List {
        Filterable[] value();
    }
}
