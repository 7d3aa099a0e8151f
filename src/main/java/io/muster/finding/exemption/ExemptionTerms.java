package io.muster.finding.exemption;

import jakarta.annotation.Nullable;
import java.time.Instant;

/** The terms of an exemption that can be changed. Its scope cannot: that would be another exemption. */
public record ExemptionTerms(
        @Nullable String reason,
        @Nullable String owner,
        @Nullable Instant until,
        @Nullable String evidence) {}
