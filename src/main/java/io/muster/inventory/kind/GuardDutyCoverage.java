package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the GuardDuty API's {@code ListCoverage}. AWS lists the instances of regions with Runtime Monitoring alone. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.GUARD_DUTY_COVERAGE,
        plural = "guardDutyCoverages",
        description = "The coverage of an instance by GuardDuty's Runtime Monitoring.")
public record GuardDutyCoverage(
        @Described("The instance's id.")
        @Filterable("instanceIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "instance", to = ResourceKind.INSTANCE)
        String instanceId,

        @Described("HEALTHY where GuardDuty gets the events of the instance, else UNHEALTHY.")
        @Nullable
        @Filterable("coverageStatuses")
        @Dimension
        String coverageStatus,

        @Described("Why GuardDuty does not get the events of the instance.") @Nullable
        String issue,

        @Described("AUTO_MANAGED where GuardDuty installs its agent, MANUAL where the account does.")
        @Nullable
        @Filterable("managementTypes")
        @Dimension
        String managementType,

        @Described("The version of GuardDuty's agent.") @Nullable @Dimension
        String agentVersion) {}
