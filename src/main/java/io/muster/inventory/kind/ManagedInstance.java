package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * See the Systems Manager API's {@code DescribeInstanceInformation}, {@code DescribeInstancePatchStates},
 * {@code ListResourceComplianceSummaries}.
 */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.MANAGED_INSTANCE,
        plural = "managedInstances",
        description =
                "A managed node of Systems Manager, an EC2 instance or another machine, with the state of its patches.")
public record ManagedInstance(
        @Described("EC2Instance or ManagedInstance, which is no instance of EC2.")
        @Nullable
        @Filterable("resourceTypes")
        @Dimension
        String resourceType,

        @Described("The EC2 instance's id.")
        @Nullable
        @Filterable("instanceIds")
        @Link(value = Relation.ASSOCIATED_WITH, field = "instance", to = ResourceKind.INSTANCE)
        String instanceId,

        @Described("Online, ConnectionLost or Inactive.") @Nullable @Filterable("pingStatuses") @Dimension
        String pingStatus,

        @Described("When the agent was last heard of.") @Nullable @Unhashed(Flicker.USE)
        Instant lastPingTime,

        @Described("The version of the agent.") @Nullable @Dimension
        String agentVersion,

        @Described("Whether that is the latest version.") @Nullable @Unhashed(Flicker.ELSEWHERE)
        Boolean latestAgentVersion,

        @Described("Windows, Linux or MacOS.") @Nullable @Dimension
        String platformType,

        @Described("The operating system's name.") @Nullable @Dimension
        String platformName,

        @Described("The operating system's version.") @Nullable
        String platformVersion,

        @Described("The role of a machine that is no instance of EC2.") @Nullable
        String iamRole,

        @Described("When it was registered.") @Nullable Instant registeredAt,

        @Described(
                "COMPLIANT or NON_COMPLIANT with its State Manager associations, NONE without one; absent where that could not be read.")
        @Nullable
        @Filterable("associationCompliances")
        @Dimension
        String associationCompliance,

        @Described("Whether Patch Manager has ever scanned it; absent where that could not be read.")
        @Nullable
        @Filterable(value = "patchesScanned", match = Filterable.Match.EQUALS)
        Boolean patchesScanned,

        @Described("The last result of Patch Manager.") @Nullable
        PatchState patchState) {}
