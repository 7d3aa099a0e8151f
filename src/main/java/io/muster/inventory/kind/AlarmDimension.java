package io.muster.inventory.kind;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

@RegisterForReflection
@Described("A dimension of a metric that an alarm watches.")
@IdentifiedBy("name")
public record AlarmDimension(
        @Described("Its name, for example InstanceId.") @Nullable
        String name,

        @Described("Its value.") @Nullable String value) {}
