package io.muster.finding;

import io.muster.rule.Assessment;
import io.muster.rule.Verdict;
import io.vertx.mutiny.sqlclient.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What matters of the judgements: the failures, what was said of the standing findings, and how many there are of each. */
final class Judged {
    final List<Row> standing;
    private final Set<UUID> standingIds = new HashSet<>();
    final Map<UUID, FailedRule> failures = new HashMap<>();
    final Map<UUID, Verdict> others = new HashMap<>();
    final ResultCounts results = new ResultCounts();

    private Judged(List<Row> standing) {
        this.standing = standing;
        standing.forEach(row -> standingIds.add(row.getUUID("id")));
    }

    static Judged of(Stream<Assessment.Result> all, List<Row> standing) {
        Judged judged = new Judged(standing);
        all.forEach(judged::take);
        return judged;
    }

    private void take(Assessment.Result judgement) {
        results.take(judgement);
        if (judgement.verdict() instanceof Verdict.Fail fail) {
            FailedRule failed = FailedRule.of(judgement, fail);
            failures.put(failed.id(), failed);
        } else if (!standingIds.isEmpty()) {
            UUID id =
                    FindingId.of(judgement.rule().ruleId(), judgement.resource().arn());
            if (standingIds.contains(id)) {
                others.put(id, judgement.verdict());
            }
        }
    }

    UUID[] failuresBesideStanding() {
        return failures.keySet().stream()
                .filter(id -> !standingIds.contains(id))
                .toArray(UUID[]::new);
    }
}
