package io.muster.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How much is replayed. */
record ReplayAnswer(
        @Schema(description = "How many deliveries are pending again; one call replays 10,000 at most.")
        int replayed) {}
