package io.muster.rule;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The base of the shipped rules: subclasses only judge. */
public abstract class RecordRule<T extends Record> implements Rule<T> {

    private final RuleMetadata metadata;
    private final Class<T> type;
    private final Set<ResourceKind> needs;

    /** @param alsoNeeds the kinds that the rule needs beside the one that it judges */
    protected RecordRule(RuleMetadata metadata, Class<T> type, ResourceKind... alsoNeeds) {
        this.metadata = metadata;
        this.type = type;
        Set<ResourceKind> all = EnumSet.of(metadata.resourceKind());
        all.addAll(Arrays.asList(alsoNeeds));
        this.needs = Set.copyOf(all);
    }

    @Override
    public final RuleMetadata metadata() {
        return metadata;
    }

    @Override
    public final Class<T> type() {
        return type;
    }

    @Override
    public final Set<ResourceKind> needs() {
        return needs;
    }

    /** A failure of the rule's own severity. */
    protected final Verdict fail(String message, Map<String, Object> evidence) {
        return Verdict.fail(metadata.severity(), message, evidence);
    }

    /**
     * Whether another account owns the resource and shares it, so that this account cannot change its settings.
     *
     * @param ownerId the owner as AWS gives it; where it gives none, the resource is this account's
     */
    protected static boolean foreign(Resource<?> resource, @Nullable String ownerId) {
        return ownerId != null && !ownerId.equals(resource.scope().accountId());
    }
}
