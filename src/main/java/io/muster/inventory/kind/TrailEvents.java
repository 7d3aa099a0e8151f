package io.muster.inventory.kind;

import jakarta.annotation.Nullable;
import java.util.List;

/** Events that a trail records. */
@Described("Events that a trail records, given by an event selector or by an advanced one, which has fields.")
public record TrailEvents(
        @Described("The name of an advanced selector.") @Nullable
        String name,

        @Described("Of an event selector: All, ReadOnly or WriteOnly.") @Nullable
        String readWriteType,

        @Described("Of an event selector: whether it records management events.") @Nullable
        Boolean managementEvents,

        @Described("Of an event selector: the services whose management events it leaves out.")
        List<String> excludedSources,

        @Described("Of an event selector: the types of resources of which it records data events.")
        List<String> dataResourceTypes,

        @Described("The conditions of an advanced selector, all of which an event's fields must meet.")
        List<TrailField> fields) {}
