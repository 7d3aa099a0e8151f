package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** A condition of an advanced event selector of a trail. */
@Described("A condition of an advanced event selector of a trail.")
public record TrailField(
        @Described("The event's field, for example eventCategory or readOnly.") @Nullable
        String field,

        @Described("The operator: Equals, StartsWith, EndsWith, NotEquals, NotStartsWith or NotEndsWith.")
        String operator,

        @Described("The values, of which one counts; of the negative operators, all.")
        List<String> values) {}
