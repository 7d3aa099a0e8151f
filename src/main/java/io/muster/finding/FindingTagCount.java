package io.muster.finding;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;

/**
 * Findings on resources that have the same value of a tag.
 *
 * @param value     null for resources without the tag
 * @param count     how many findings; the severities tell them apart
 * @param resources how many resources they are on
 */
@RegisterForReflection
public record FindingTagCount(
        @Nullable String value, int count, int critical, int high, int medium, int low, int info, int resources) {}
