package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets resources be counted by a component whose values many of them share (also of a nested record, but of no list). Those
 * that are true or false, or a constant of an enum, need no mark.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD) // so that it reaches the component's accessor
public @interface Dimension {}
