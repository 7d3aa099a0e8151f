package io.muster.rule.own;

import io.muster.estate.Estate;
import io.muster.inventory.KindModel;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Rule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.Set;

/**
 * Stands for a refused rule whose head was readable: every verdict is UNKNOWN, so that its findings are not resolved like those
 * of a removed rule.
 */
final class RefusedOwnRule<T extends Record> implements Rule<T> {

    private final RuleMetadata metadata;
    private final Class<T> type;
    private final Verdict verdict;

    private RefusedOwnRule(RuleMetadata metadata, Class<T> type, Fault fault) {
        this.metadata = metadata;
        this.type = type;
        this.verdict = Verdict.unknown("the rule was refused: " + fault);
    }

    @SuppressWarnings("unchecked") // a kind has one record type
    static RefusedOwnRule<?> of(RuleMetadata metadata, Fault fault) {
        Class<Record> type =
                (Class<Record>) (Class<?>) KindModel.of(metadata.resourceKind()).type();
        return new RefusedOwnRule<>(metadata, type, fault);
    }

    @Override
    public RuleMetadata metadata() {
        return metadata;
    }

    @Override
    public String version() {
        return "refused";
    }

    @Override
    public Class<T> type() {
        return type;
    }

    @Override
    public Set<ResourceKind> needs() {
        return Set.of(metadata.resourceKind());
    }

    @Override
    public Verdict judge(Resource<T> resource, Estate estate) {
        return verdict;
    }
}
