package io.muster.rest.signal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The outcome of imported events. */
@RegisterForReflection(registerFullHierarchy = true)
@Schema(description = "The outcome of imported events.")
record ImportedSignals(
        @Schema(description = "How many events came.") int received,

        @Schema(description = "How many of them were taken.")
        int taken,

        @Schema(
                description =
                        "How many resources that they name the inventory does not hold. Their signals are kept, and shown once a scan"
                                + " finds the resource.")
        int unknownResources,

        @Schema(description = "Those that were not taken, with the fault of each.")
        List<RefusedSignal> refused) {}
