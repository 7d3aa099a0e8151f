package io.muster.inventory;

import io.muster.inventory.kind.Relation;

/** One thing that a resource points to; it need not be known. */
public record LinkTarget(Relation relation, String targetArn) {}
