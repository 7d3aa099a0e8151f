package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.time.Instant;

/** What can be changed of an exemption. What it means cannot: that would be another one. */
public record ExemptionTerms(
        @Nullable String reason,
        @Nullable String owner,
        @Nullable Instant until,
        @Nullable String evidence) {}
