package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component that changes by itself (a last-used time, the progress of a copy): each scan stores it, but its change
 * alone is not a change of the resource, and makes no version of it. A link or an address is never marked.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unhashed {

    /** Why it changes. */
    Flicker value();
}
