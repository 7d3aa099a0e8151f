package io.muster.scan;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Remembers the estates that it is asked in. */
class EstateWatcher<T extends Record> extends RecordRule<T> {

    final List<Estate> seen = new ArrayList<>();
    private final Set<ResourceKind> consulted;

    EstateWatcher(ResourceKind kind, Class<T> type, Set<ResourceKind> consulted, ResourceKind... alsoNeeds) {
        super(
                new RuleMetadata("watcher", "t", Severity.LOW, Area.IAM, kind, "r.", "r.", List.of(), List.of()),
                type,
                alsoNeeds);
        this.consulted = consulted;
    }

    @Override
    public Set<ResourceKind> consults() {
        return consulted;
    }

    @Override
    public Verdict judge(Resource<T> resource, Estate estate) {
        seen.add(estate);
        return Verdict.pass();
    }
}
