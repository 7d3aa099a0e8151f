package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/**
 * See the Amazon Inspector API's {@code ListCoverage}. The time of the last scan is left out: it moves with each scan of an
 * instance that did not change.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.INSPECTOR_COVERAGE,
        plural = "inspectorCoverages",
        description = "The coverage of an instance by Amazon Inspector's scans for vulnerable packages.")
public record InspectorCoverage(
        @Described("The instance's id.")
        @Filterable("instanceIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "instance", to = ResourceKind.INSTANCE)
        String instanceId,

        @Described("ACTIVE where Amazon Inspector scans the instance, else INACTIVE.")
        @Nullable
        @Filterable("scanStatuses")
        @Dimension
        String scanStatus,

        @Described("The reason, for example SUCCESSFUL, UNMANAGED_EC2_INSTANCE or EXCLUDED_BY_TAG.")
        @Nullable
        @Filterable("scanStatusReasons")
        @Dimension
        String scanStatusReason,

        @Described("EC2_SSM_AGENT_BASED or EC2_AGENTLESS.") @Nullable @Filterable("scanModes") @Dimension
        String scanMode) {}
