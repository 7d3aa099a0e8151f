package io.muster.finding;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A rule that changed between two starts of this installation.
 *
 * @param fromVersion null where the rule was added
 * @param toVersion   null where it was withdrawn
 */
@RegisterForReflection
public record RuleChange(
        Instant at,
        String ruleId,
        @Nullable String fromVersion,
        @Nullable String toVersion) {}
