package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** How a lifecycle policy shares its snapshots. */
@Described("How a lifecycle policy shares the snapshots that it makes.")
public record LifecycleShareRule(
        @Described("The accounts that they are shared with.") @Filterable("sharedWithAccounts")
        List<String> targetAccounts,

        @Described("The time after which they are shared no more.") @Nullable
        Integer unshareInterval,

        @Described("The unit of that time: DAYS, WEEKS, MONTHS or YEARS.") @Nullable
        String unshareIntervalUnit) {}
