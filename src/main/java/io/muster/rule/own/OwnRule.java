package io.muster.rule.own;

import io.muster.estate.Estate;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Rule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import io.muster.rule.own.Expression.Undecided;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule of a file. Where its expression rests on a field without a value, the verdict is UNKNOWN, unless the other side of an
 * {@code ||} or {@code &&} decides it: so CEL defines them.
 */
final class OwnRule<T extends Record> implements Rule<T> {

    private final RuleMetadata metadata;
    private final String version;
    private final Class<T> type;
    private final Set<ResourceKind> needs;
    private final boolean readsSignals;
    private final Optional<Expression> applies;
    private final Expression fails;
    private final Message message;
    private final OwnEvidence evidence;

    OwnRule(
            RuleMetadata metadata,
            String version,
            Class<T> type,
            Optional<Expression> applies,
            Expression fails,
            Message message,
            OwnEvidence evidence) {
        this.metadata = metadata;
        this.version = version;
        this.type = type;
        this.applies = applies;
        this.fails = fails;
        this.message = message;
        this.evidence = evidence;
        Set<ResourceKind> kinds = EnumSet.of(metadata.resourceKind());
        expressions().map(Expression::reads).forEach(kinds::addAll);
        this.needs = Set.copyOf(kinds);
        this.readsSignals = expressions().anyMatch(Expression::readsSignals);
    }

    @SuppressWarnings("unchecked") // a kind has one record type
    static OwnRule<?> of(
            RuleMetadata metadata,
            String version,
            Optional<Expression> applies,
            Expression fails,
            Message message,
            OwnEvidence evidence) {
        Class<Record> type =
                (Class<Record>) (Class<?>) KindModel.of(metadata.resourceKind()).type();
        return new OwnRule<>(metadata, version, type, applies, fails, message, evidence);
    }

    private Stream<Expression> expressions() {
        return Stream.of(
                        List.of(fails),
                        applies.stream().toList(),
                        message.expressions(),
                        evidence.expressions().values())
                .flatMap(Collection::stream);
    }

    @Override
    public RuleMetadata metadata() {
        return metadata;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Set<ResourceKind> needs() {
        return needs;
    }

    @Override
    public boolean readsSignals() {
        return readsSignals;
    }

    /** As with the shipped rules, instances that have ended are not judged. */
    @Override
    public Verdict judge(Resource<T> resource, Estate estate) {
        return resource.attributes() instanceof Instance instance
                        && instance.state().ended()
                ? Verdict.notApplicable()
                : judge(RecordView.of(resource, estate), estate.asOf());
    }

    /** Judges a resource that is given as a map of its fields. */
    Verdict judge(Map<String, Object> resource, Instant now) {
        try {
            if (applies.isPresent() && !holds(applies.get(), resource, now)) {
                return Verdict.notApplicable();
            }
            return holds(fails, resource, now)
                    ? Verdict.fail(metadata.severity(), message.of(resource, now), evidence.of(resource, now))
                    : Verdict.pass();
        } catch (Undecided unknown) {
            return Verdict.unknown("not known: " + unknown.getMessage());
        }
    }

    private static boolean holds(Expression condition, Map<String, Object> resource, Instant now) {
        return Boolean.TRUE.equals(condition.value(resource, now));
    }
}
