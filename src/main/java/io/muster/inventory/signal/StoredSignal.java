package io.muster.inventory.signal;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/** A signal as it is kept. */
@RegisterForReflection
public record StoredSignal(
        String source,
        String uid,
        SignalType type,
        SignalState state,
        @Nullable Integer severityRank,
        Instant observedAt,
        Instant receivedAt,
        JsonNode document) {}
