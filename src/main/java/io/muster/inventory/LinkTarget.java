package io.muster.inventory;

import io.muster.inventory.kind.Relation;

/** A resource that another one links to; it need not be in the inventory. */
public record LinkTarget(Relation relation, String targetArn) {}
