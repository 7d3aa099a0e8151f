package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/** See the Systems Manager API's {@code GetServiceSetting}. */
@RegisterForReflection(registerFullHierarchy = true)
@Kind(
        value = ResourceKind.SSM_SETTINGS,
        plural = "ssmSettings",
        description = "The settings of Systems Manager in a region of an account.")
public record SsmSettings(
        @Described("Whether Default Host Management makes every instance with IMDSv2 a managed node.")
        @Filterable(value = "defaultHostManagement", match = Filterable.Match.EQUALS)
        boolean defaultHostManagement,

        @Described("The role that it gives them, with its path.") @Nullable
        String defaultHostManagementRole) {}
