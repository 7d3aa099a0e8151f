package io.muster.inventory.kind;

import jakarta.annotation.Nullable;

/** A part of a feature of a detector. */
@Described("A part of a feature of a detector of GuardDuty.")
@IdentifiedBy("name")
public record DetectorOption(
        @Described("The part, for example EC2_AGENT_MANAGEMENT.") @Nullable
        String name,

        @Described("ENABLED or DISABLED.") @Nullable String status) {}
