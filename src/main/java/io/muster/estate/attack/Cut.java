package io.muster.estate.attack;

import io.muster.inventory.kind.ResourceKind;

/** A single change of one resource that ends a path, in words. */
public record Cut(String resourceArn, ResourceKind kind, String change) {}
