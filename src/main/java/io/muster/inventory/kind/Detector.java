package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.util.List;

/** See the GuardDuty API's {@code ListDetectors}, {@code GetDetector}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.DETECTOR,
        plural = "detectors",
        description = "A detector of GuardDuty: the service as it is switched on in a region.")
public record Detector(
        @Described("ENABLED or DISABLED; absent where it could not be read.")
        @Nullable
        @Filterable("statuses")
        @Dimension
        String status,

        @Described("How often findings that recur are published.") @Nullable
        String findingPublishingFrequency,

        @Described("The detector's features; absent where they could not be read.") @Nullable
        List<DetectorFeature> features) {

    private static final String ENABLED = "ENABLED";
    private static final String RUNTIME_MONITORING = "RUNTIME_MONITORING";

    /** Whether instances are watched at run time; null where that could not be read. */
    public @Nullable Boolean watchesAtRunTime() {
        if (status == null) {
            return null;
        }
        return ENABLED.equals(status) ? runtimeMonitoring() : Boolean.FALSE;
    }

    private @Nullable Boolean runtimeMonitoring() {
        return features == null
                ? null
                : features.stream()
                        .filter(feature -> RUNTIME_MONITORING.equals(feature.name()) && feature.status() != null)
                        .map(feature -> ENABLED.equals(feature.status()))
                        .findFirst()
                        .orElse(null);
    }
}
