package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A schedule of a lifecycle policy. */
@Described("One schedule of a lifecycle policy.")
@IdentifiedBy("name")
public record LifecycleSchedule(
        @Described("The schedule's name.") @Nullable String name,

        @Described("The time between two backups.") @Nullable
        Integer createInterval,

        @Described("The unit of that time: HOURS.") @Nullable
        String createIntervalUnit,

        @Described("The cron expression, where the times are given by one.") @Nullable
        String cronExpression,

        @Described("How many backups are kept.") @Nullable Integer retainCount,
        @Described("How long a backup is kept.") @Nullable Integer retainInterval,

        @Described("The unit of that time: DAYS, WEEKS, MONTHS or YEARS.") @Nullable
        String retainIntervalUnit,

        @Described("With whom its snapshots are shared.") List<LifecycleShareRule> shareRules,

        @Described("Where its backups are copied to.") List<LifecycleCopyRule> copyRules) {}
