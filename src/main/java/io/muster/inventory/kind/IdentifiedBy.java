package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the components that tell one entry of a list from the others, so that two versions of the list are compared entry by
 * entry. An entry that lacks one of them, or has the values of another entry, is known by its contents, as are the entries of
 * every other list.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface IdentifiedBy {
    /** The names of components whose values are texts, numbers or Booleans, as documents spell them. */
    String[] value();
}
