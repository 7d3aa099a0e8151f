package io.muster.estate.attack;

import io.muster.inventory.kind.ResourceKind;

/** A single change after which a path is no more: to one resource, in words. */
public record Cut(String resourceArn, ResourceKind kind, String change) {}
