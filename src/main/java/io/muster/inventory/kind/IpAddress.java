package io.muster.inventory.kind;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component (a {@code String} or a {@code List<String>}, also inside nested records) that holds IP addresses of the
 * resource, or ranges that are delegated to it as a whole. They are stored beside the document, and the kind gets the
 * filter {@code ipAddress}. To mark a component of which documents are stored already takes a migration that stores their
 * addresses, too.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface IpAddress {}
