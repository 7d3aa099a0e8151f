package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

@RegisterForReflection
@Described("A dimension of a metric that an alarm watches.")
@IdentifiedBy("name")
public record AlarmDimension(
        @Described("The dimension's name, for example InstanceId.") @Nullable
        String name,

        @Described("The dimension's value.") @Nullable String value) {}
