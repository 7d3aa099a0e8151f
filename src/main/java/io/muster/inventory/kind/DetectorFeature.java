package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A feature of a detector. */
@Described("A feature of a detector of GuardDuty.")
@IdentifiedBy("name")
public record DetectorFeature(
        @Described("The feature, for example RUNTIME_MONITORING or EBS_MALWARE_PROTECTION.") @Nullable
        String name,

        @Described("ENABLED or DISABLED.") @Nullable String status,

        @Described("The parts of the feature that are switched on, for example EC2_AGENT_MANAGEMENT.")
        List<DetectorOption> additionalConfiguration) {}
