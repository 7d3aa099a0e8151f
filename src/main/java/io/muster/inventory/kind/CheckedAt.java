package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that tells when AWS was asked last for facts which take a call for each resource. A scan asks for them
 * where the resource is new or has changed, and for the others from time to time; until then they stay as they are stored.
 * Null where the last attempt failed, and where it was before the component existed. Always {@link Unhashed}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface CheckedAt {

    /** The components of the same record that hold the facts, each nullable. */
    String[] value();

    /** Whether the resource's tags are among the facts. */
    boolean tags() default false;

    /** How many times {@code muster.scan.recheck-interval} the facts may be old: more where a question costs AWS much. */
    int intervals() default 1;
}
