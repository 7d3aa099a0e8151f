package io.muster.finding.exemption;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * Something that happened to an exemption.
 *
 * @param byName the caller who did it; null for an end that came by itself
 */
@RegisterForReflection
public record ExemptionEvent(
        ExemptionEventType type,
        Instant at,
        @Nullable String byName,
        @Nullable String note) {}
