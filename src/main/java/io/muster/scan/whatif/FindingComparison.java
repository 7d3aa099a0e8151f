package io.muster.scan.whatif;

import io.muster.estate.Estate;
import io.muster.rule.Assessment;
import io.muster.rule.Assessment.Result;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import io.muster.scan.Deadline;
import io.muster.scan.whatif.WhatIfAnswer.FindingDifference;
import io.muster.scan.whatif.WhatIfAnswer.Subject;
import jakarta.annotation.Nullable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Judges two estates by the same rules, side by side, so that no more than the two verdicts on one resource are in memory. The second
 * has the resources of the first in the same order, without those that are gone, and new ones behind them.
 */
final class FindingComparison {

    private final Differences differences;
    private final Deadline deadline;

    FindingComparison(Differences differences, Deadline deadline) {
        this.differences = differences;
        this.deadline = deadline;
    }

    void compare(Assessment assessment, Estate before, Estate after, @Nullable Set<String> rules) {
        List<Stream<Result>> first = assessment.byRule(before, rules);
        List<Stream<Result>> second = assessment.byRule(after, rules);
        for (int i = 0; i < first.size(); i++) {
            compare(first.get(i).iterator(), second.get(i).iterator());
        }
    }

    private void compare(Iterator<Result> before, Iterator<Result> after) {
        Result next = next(after);
        while (before.hasNext()) {
            deadline.check();
            Result old = before.next();
            boolean same =
                    next != null && next.resource().arn().equals(old.resource().arn());
            compare(old, same ? next : null);
            next = same ? next(after) : next;
        }
        for (; next != null; next = next(after)) {
            compare(null, next);
        }
    }

    @Nullable
    private static Result next(Iterator<Result> results) {
        return results.hasNext() ? results.next() : null;
    }

    private void compare(@Nullable Result before, @Nullable Result after) {
        Verdict old = before == null ? Verdict.notApplicable() : before.verdict();
        Verdict now = after == null ? Verdict.notApplicable() : after.verdict();
        Result known = after == null ? Objects.requireNonNull(before) : after;
        if (now instanceof Verdict.Fail fail) {
            if (!now.equals(old)) {
                Effect effect = old instanceof Verdict.Fail ? Effect.CHANGES : Effect.APPEARS;
                differences.add(difference(effect, known, severity(old), fail.severity(), fail.message(), fail));
            }
        } else if (now instanceof Verdict.Unknown unknown) {
            if (old instanceof Verdict.Unknown) {
                differences.unjudged(
                        Subject.FINDINGS, unknown.reason(), known.resource().arn());
            } else {
                differences.add(difference(Effect.UNKNOWN, known, severity(old), null, unknown.reason(), old));
            }
        } else if (old instanceof Verdict.Fail fail) {
            differences.add(difference(Effect.GOES, known, fail.severity(), null, fail.message(), fail));
        }
    }

    private static FindingDifference difference(
            Effect effect,
            Result result,
            @Nullable Severity before,
            @Nullable Severity after,
            String message,
            Verdict proof) {
        return new FindingDifference(
                effect,
                result.rule().ruleId(),
                result.rule().title(),
                result.resource().arn(),
                before,
                after,
                message,
                proof instanceof Verdict.Fail fail ? fail.evidence() : Map.of());
    }

    @Nullable
    private static Severity severity(Verdict verdict) {
        return verdict instanceof Verdict.Fail fail ? fail.severity() : null;
    }
}
