package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.function.Function;

/** A rule that does not speak of resources of another account, which shares them with this one. */
abstract class OwnedRule<T extends Record> extends RecordRule<T> {

    private final Function<T, String> owner;

    /** @param owner the owner as AWS gives it; null where it gives none */
    OwnedRule(RuleMetadata metadata, Class<T> type, Function<T, String> owner, ResourceKind... alsoNeeds) {
        super(metadata, type, alsoNeeds);
        this.owner = owner;
    }

    @Override
    public final Verdict judge(Resource<T> resource, Estate estate) {
        T attributes = resource.attributes();
        return foreign(resource, owner.apply(attributes))
                ? Verdict.notApplicable()
                : judge(resource, attributes, estate);
    }

    abstract Verdict judge(Resource<T> resource, T attributes, Estate estate);
}
