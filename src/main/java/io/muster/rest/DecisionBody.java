package io.muster.rest;

import io.muster.platform.MusterException;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A second person's word on a request. */
record DecisionBody(
        @Nullable @Schema(description = "A note, which the history shows.", maxLength = DecisionBody.LONGEST_NOTE)
        String note) {

    static final int LONGEST_NOTE = 1_000;

    /**
     * The note of a decision; null where there is none.
     *
     * @param body null for a call without one
     * @throws MusterException a bad request, where it is too long
     */
    static @Nullable String noteOf(@Nullable DecisionBody body) {
        String note = body == null ? null : body.note;
        if (note != null && note.length() > LONGEST_NOTE) {
            throw MusterException.badField("note", "has " + note.length() + " characters; at most " + LONGEST_NOTE);
        }
        return note;
    }
}
