package io.muster.estate.reach;

import io.muster.inventory.kind.ResourceKind;

/**
 * One step of a path.
 *
 * @param why the rule, entry or route that lets the packet through, or that stops it
 */
public record Hop(String resourceId, ResourceKind kind, String why) {}
