package io.muster.inventory;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;

/** The unit of completeness: the resources of one kind in one region of one account (or in the account as a whole). */
public record Cell(Scope scope, ResourceKind kind) {}
