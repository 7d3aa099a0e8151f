package io.muster.rule;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;

/** Says PASS of every resource but of those whose id holds the word "bug": it breaks on them. */
final class FakeRule implements Rule<Instance> {

    private final RuleMetadata metadata;
    private final Class<?> type;

    FakeRule(String id) {
        this(id, ResourceKind.INSTANCE, Instance.class);
    }

    FakeRule(String id, ResourceKind kind, Class<? extends Record> type) {
        this.metadata = new RuleMetadata(id, "t", Severity.LOW, Area.IMDS, kind, "r.", "r.", List.of(), List.of());
        this.type = type;
    }

    @Override
    public RuleMetadata metadata() {
        return metadata;
    }

    @Override
    @SuppressWarnings("unchecked") // a wrong type is what one test is about
    public Class<Instance> type() {
        return (Class<Instance>) type;
    }

    @Override
    public Set<ResourceKind> needs() {
        return Set.of(metadata.resourceKind());
    }

    @Override
    public Verdict judge(Resource<Instance> resource, Estate estate) {
        if (resource.resourceId().contains("bug")) {
            throw new IllegalStateException("a bug in the rule");
        }
        return Verdict.pass();
    }
}
