package io.muster.finding;

import io.muster.rule.Verdict;

/** How a rule judged a resource. Its counts are stored beside those of findings, in the column of the status. */
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
