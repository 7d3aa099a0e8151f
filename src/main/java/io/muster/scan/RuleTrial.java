package io.muster.scan;

import io.muster.rule.Assessment.Result;
import io.muster.rule.Verdict;
import java.util.ArrayList;
import java.util.List;

/** How a rule judged the stored resources, with the first of those that it would report. */
public final class RuleTrial {

    /** How many resources are named. */
    static final int MOST_NAMED = 20;

    /** A resource, and what the rule says of it. */
    public record Named(String resourceArn, String message) {}

    private final List<Named> failing = new ArrayList<>();
    private final List<Named> undecided = new ArrayList<>();
    private long passed;
    private long failed;
    private long unknown;
    private long notApplicable;
    private boolean complete = true;

    void add(Result result) {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Fail fail) {
            failed++;
            name(failing, result, fail.message());
        } else if (verdict instanceof Verdict.Unknown undecidable) {
            unknown++;
            name(undecided, result, undecidable.reason());
        } else if (verdict instanceof Verdict.Pass) {
            passed++;
        } else {
            notApplicable++;
        }
    }

    private static void name(List<Named> named, Result result, String message) {
        if (named.size() < MOST_NAMED) {
            named.add(new Named(result.resource().arn(), message));
        }
    }

    void breakOff() {
        complete = false;
    }

    long judged() {
        return passed + failed + unknown + notApplicable;
    }

    public long passed() {
        return passed;
    }

    public long failed() {
        return failed;
    }

    public long unknown() {
        return unknown;
    }

    public long notApplicable() {
        return notApplicable;
    }

    /** Whether all stored resources of the kind were judged. */
    public boolean complete() {
        return complete;
    }

    /** The first resources that would have a finding. */
    public List<Named> failing() {
        return List.copyOf(failing);
    }

    /** The first resources on which nothing could be said, with the reason. */
    public List<Named> undecided() {
        return List.copyOf(undecided);
    }
}
