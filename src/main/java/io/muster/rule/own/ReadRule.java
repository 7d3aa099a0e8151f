package io.muster.rule.own;

import io.muster.rule.Rule;
import jakarta.annotation.Nullable;
import java.util.Optional;

/**
 * A rule as it was read.
 *
 * @param rule  where it was refused, one whose verdicts are UNKNOWN; null where not even its id and kind could be read
 * @param tests the number of its tests, all of which it passes
 * @param fault why it was refused
 */
public record ReadRule(@Nullable Rule<?> rule, int tests, Optional<Fault> fault) {

    static ReadRule refused(Optional<RuleHead> head, Fault fault) {
        return new ReadRule(
                head.map(known -> RefusedOwnRule.of(known.metadata(), fault)).orElse(null), 0, Optional.of(fault));
    }
}
