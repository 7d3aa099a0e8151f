package io.muster.rest;

import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A second person's word on a request. */
record DecisionBody(
        @Nullable @Schema(description = "For those who read the history.", maxLength = DecisionBody.LONGEST_NOTE)
        String note) {

    static final int LONGEST_NOTE = 1_000;

    static final DecisionBody NONE = new DecisionBody(null);
}
