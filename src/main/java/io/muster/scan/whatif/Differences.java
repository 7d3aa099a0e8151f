package io.muster.scan.whatif;

import io.muster.rule.Severity;
import io.muster.scan.whatif.WhatIfAnswer.AttackPathDifference;
import io.muster.scan.whatif.WhatIfAnswer.Counts;
import io.muster.scan.whatif.WhatIfAnswer.ExposureDifference;
import io.muster.scan.whatif.WhatIfAnswer.FindingDifference;
import io.muster.scan.whatif.WhatIfAnswer.PrivilegeDifference;
import io.muster.scan.whatif.WhatIfAnswer.Subject;
import io.muster.scan.whatif.WhatIfAnswer.Unjudged;
import io.muster.scan.whatif.WhatIfAnswer.Worse;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what differs: counts of everything, and the first of each effect. */
final class Differences {

    /** How many of one effect are named. */
    static final int MOST_NAMED = 500;

    private static final int MOST_REASONS = 1_000;

    /** The differences of one type. */
    private static final class Named<T> {
        private final Map<Effect, List<T>> named = new EnumMap<>(Effect.class);
        private final Map<Effect, Long> counts = new EnumMap<>(Effect.class);

        void add(Effect effect, T difference) {
            counts.merge(effect, 1L, Long::sum);
            List<T> list = named.computeIfAbsent(effect, e -> new ArrayList<>());
            if (list.size() < MOST_NAMED) {
                list.add(difference);
            }
        }

        List<T> all() {
            return named.values().stream().flatMap(List::stream).toList();
        }
    }

    private record Reason(Subject subject, String text) {}

    private final Named<FindingDifference> findings = new Named<>();
    private final Named<ExposureDifference> exposures = new Named<>();
    private final Named<PrivilegeDifference> privileges = new Named<>();
    private final Named<AttackPathDifference> attackPaths = new Named<>();
    private final Map<Reason, Unjudged> unjudged = new LinkedHashMap<>();
    private final Map<Severity, Long> worse = new TreeMap<>(Comparator.reverseOrder());
    private long opened;
    private long gained;

    void add(FindingDifference one) {
        findings.add(one.effect(), one);
        worse(one.severityBefore(), one.severity());
    }

    void add(AttackPathDifference one) {
        attackPaths.add(one.effect(), one);
        worse(one.severityBefore(), one.severity());
    }

    void add(ExposureDifference one) {
        exposures.add(one.effect(), one);
        opened += one.opened().isEmpty() ? 0 : 1;
    }

    void add(PrivilegeDifference one) {
        privileges.add(one.effect(), one);
        gained += one.gained().isEmpty() ? 0 : 1;
    }

    private static int rank(@Nullable Severity after, @Nullable Severity before) {
        return after != null ? after.rank() : before != null ? before.rank() : -1;
    }

    private void worse(@Nullable Severity before, @Nullable Severity after) {
        if (after != null && (before == null || after.rank() > before.rank())) {
            worse.merge(after, 1L, Long::sum);
        }
    }

    void unjudged(Subject subject, String reason, String example) {
        Reason key = new Reason(subject, reason);
        if (unjudged.containsKey(key) || unjudged.size() < MOST_REASONS) {
            unjudged.merge(
                    key,
                    new Unjudged(subject, reason, 1, example),
                    (known, more) -> new Unjudged(subject, reason, known.count() + 1, known.example()));
        }
    }

    Worse worse() {
        return new Worse(worse.keySet().stream().findFirst().orElse(null), worse, opened, gained);
    }

    Counts counts() {
        return new Counts(findings.counts, exposures.counts, privileges.counts, attackPaths.counts);
    }

    /** By effect, the worst first. */
    List<FindingDifference> findings() {
        return findings.all().stream()
                .sorted(Comparator.comparing(FindingDifference::effect)
                        .thenComparing(one -> -rank(one.severity(), one.severityBefore())))
                .toList();
    }

    List<ExposureDifference> exposures() {
        return exposures.all();
    }

    List<PrivilegeDifference> privileges() {
        return privileges.all();
    }

    /** By effect, the worst first. */
    List<AttackPathDifference> attackPaths() {
        return attackPaths.all().stream()
                .sorted(Comparator.comparing(AttackPathDifference::effect)
                        .thenComparing(one -> -rank(one.severity(), one.severityBefore())))
                .toList();
    }

    List<Unjudged> unjudged() {
        return List.copyOf(unjudged.values());
    }
}
