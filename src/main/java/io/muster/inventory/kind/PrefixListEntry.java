package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** One range of a managed prefix list. */
@Described("One range of addresses of a managed prefix list.")
@IdentifiedBy("cidr")
public record PrefixListEntry(
        @Described("The range.") @Nullable String cidr,

        @Described("The description that its author gave.") @Nullable
        String description) {}
