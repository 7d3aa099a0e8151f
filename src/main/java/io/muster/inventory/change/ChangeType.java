package io.muster.inventory.change;

import io.muster.inventory.kind.Described;

/** The type of a change. */
@Described("The type of a change of a resource.")
public enum ChangeType {
    @Described("The resource was listed for the first time, or again after it had been deleted.")
    CREATED,
    @Described("The resource was listed with another name, other tags or another document.")
    CHANGED,
    @Described("A complete listing no longer held the resource.")
    DELETED
}
