package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A mixed instances policy of an auto scaling group. */
@Described("The mixed instances policy of an auto scaling group.")
public record MixedInstances(
        @Described("The launch template.") @Nullable LaunchTemplateReference launchTemplate,

        @Described("The parameters that may replace those of the template, by priority.")
        List<LaunchOverride> overrides,

        @Described("How many instances are On-Demand Instances at least.") @Nullable
        Integer onDemandBaseCapacity,

        @Described("The share of On-Demand Instances among the others, in percent.") @Nullable
        Integer onDemandPercentageAboveBaseCapacity,

        @Described("For example price-capacity-optimized.") @Nullable
        String spotAllocationStrategy) {}
