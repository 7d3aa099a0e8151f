package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A tag by which resources are chosen or left out. */
@Described("A tag by which resources are chosen or left out.")
public record TagMatch(
        @Described("The key.") @Nullable String key,

        @Described("The value; absent where any counts.") @Nullable
        String value) {}
