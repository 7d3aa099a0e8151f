package io.muster.finding;

import io.muster.rule.Verdict;

/** How a rule judged a resource. How many resources it judged so is kept beside the counts of findings, as if it were a status. */
enum ResultStatus {
    PASSED,
    FAILED,
    UNKNOWN,
    NOT_APPLICABLE;

    static ResultStatus of(Verdict verdict) {
        if (verdict instanceof Verdict.Pass) {
            return PASSED;
        }
        if (verdict instanceof Verdict.Fail) {
            return FAILED;
        }
        return verdict instanceof Verdict.Unknown ? UNKNOWN : NOT_APPLICABLE;
    }
}
