package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** See the AWS Config API's {@code DescribeConfigurationRecorders}, {@code DescribeConfigurationRecorderStatus}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.CONFIG_RECORDER,
        plural = "configRecorders",
        description = "The customer's recorder of AWS Config in a region, with its status.")
public record ConfigRecorder(
        @Described("The role with whose rights it records.")
        @Nullable
        @Link(value = Relation.HAS_ROLE, field = "role", to = ResourceKind.ROLE)
        String roleArn,

        @Described("Whether it is recording; absent where its status could not be read.")
        @Nullable
        @Filterable(value = "recording", match = Filterable.Match.EQUALS)
        Boolean recording,

        @Described("Whether it records all types of resources.") @Nullable
        Boolean allSupported,

        @Described("Whether it records resources without regions, as IAM's.") @Nullable
        Boolean globalResourceTypes,

        @Described("The types that it records, where it does not record all.")
        List<String> resourceTypes,

        @Described("The types that it leaves out, where it records all others.")
        List<String> excludedResourceTypes,

        @Described("ALL_SUPPORTED_RESOURCE_TYPES, INCLUSION_BY_RESOURCE_TYPES or EXCLUSION_BY_RESOURCE_TYPES.")
        @Nullable
        String recordingStrategy,

        @Described("CONTINUOUS or DAILY; single types may have another.") @Nullable
        String recordingFrequency,

        @Described("PENDING, SUCCESS, FAILURE or NOTAPPLICABLE: how the last delivery went.")
        @Nullable
        @Unhashed(Flicker.HEALTH)
        String lastStatus,

        @Described("Why the last delivery failed.") @Nullable @Unhashed(Flicker.HEALTH)
        String lastErrorCode,

        @Described("When it was last switched on.") @Nullable
        Instant lastStartTime,

        @Described("When it was last switched off.") @Nullable
        Instant lastStopTime) {}
