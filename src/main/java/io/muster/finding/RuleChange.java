package io.muster.finding;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;

/**
 * A rule that this installation was started with and that was another at the start before.
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
