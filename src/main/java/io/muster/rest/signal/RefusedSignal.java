package io.muster.rest.signal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event that was not taken. */
@RegisterForReflection
@Schema(description = "An event that was not taken.")
record RefusedSignal(
        @Schema(description = "Its line, or its place in the list, from 1.")
        int line,

        @Schema(description = "The member at fault; empty where it is the event as a whole.")
        String field,

        @Schema(description = "The fault.") String message) {}
