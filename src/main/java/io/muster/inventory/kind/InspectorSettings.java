package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the Amazon Inspector API's {@code BatchGetAccountStatus}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.INSPECTOR_SETTINGS,
        plural = "inspectorSettings",
        description =
                "The resource types that Amazon Inspector scans in a region of an account. Each status is ENABLING, ENABLED, DISABLING, DISABLED,"
                        + " SUSPENDING or SUSPENDED.")
public record InspectorSettings(
        @Described("The status as a whole.") @Nullable @Dimension
        String status,

        @Described("The status of the scans of instances.") @Nullable @Filterable("ec2Statuses") @Dimension
        String ec2Status,

        @Described("The status of the scans of container images.") @Nullable @Dimension
        String ecrStatus,

        @Described("The status of the scans of Lambda functions.") @Nullable @Dimension
        String lambdaStatus,

        @Described("The status of the scans of the code of Lambda functions.") @Nullable @Dimension
        String lambdaCodeStatus,

        @Described("The status of the scans of code repositories.") @Nullable @Dimension
        String codeRepositoryStatus) {

    private static final String ENABLED = "ENABLED";
    private static final String ENABLING = "ENABLING";

    /** Whether instances are scanned; null where AWS does not say so, or is switching the scans on. */
    public @Nullable Boolean scansInstances() {
        return (ec2Status == null || ENABLING.equals(ec2Status)) ? null : ENABLED.equals(ec2Status);
    }
}
