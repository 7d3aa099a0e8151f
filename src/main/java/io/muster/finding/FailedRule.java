package io.muster.finding;

import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.rule.Assessment;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.util.UUID;

/** A rule that fails on a resource, ready to be stored. */
record FailedRule(
        UUID id,
        RuleMetadata rule,
        Resource<?> resource,
        Severity severity,
        String message,
        String evidence,
        ContentHash hash) {

    static FailedRule of(Assessment.Result judgement, Verdict.Fail fail) {
        String evidence = Documents.write(fail.evidence());
        return new FailedRule(
                FindingId.of(judgement.rule().ruleId(), judgement.resource().arn()),
                judgement.rule(),
                judgement.resource(),
                fail.severity(),
                fail.message(),
                evidence,
                ContentHash.ofText(fail.severity() + "\n" + fail.message() + "\n" + evidence));
    }
}
