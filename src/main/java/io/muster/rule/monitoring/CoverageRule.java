package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.SinceLaunch;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A rule about running instances that a service of the region should cover one by one. Where the service is off, a rule about
 * its settings says so. A new instance needs some minutes to be covered.
 *
 * @param <S> the record type of the service's settings
 * @param <C> the record type of an instance's coverage
 */
abstract class CoverageRule<S extends Record, C extends Record> extends InstanceRule {

    private final Class<S> settings;
    private final Class<C> coverage;

    CoverageRule(RuleMetadata metadata, Class<S> settings, Class<C> coverage) {
        super(metadata, kind(settings));
        this.settings = settings;
        this.coverage = coverage;
    }

    private static ResourceKind kind(Class<? extends Record> type) {
        return type.getAnnotation(Kind.class).value();
    }

    /** Whether the service is on by these settings; null where that is not known. */
    abstract @Nullable Boolean on(S settings);

    /** Whether a service of which there are no settings is off; else AWS owes an answer. */
    abstract boolean offWithoutSettings();

    /** Whether the instance is covered; null where AWS does not say so. */
    abstract @Nullable Boolean covered(C coverage);

    abstract Verdict uncovered(Resource<Instance> instance, C coverage);

    /** The verdict on an instance that is not among those that the service lists. */
    abstract Verdict unlisted(Resource<Instance> instance);

    /** Where the service is off, the verdict does not rest on the listing of what it covers. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(kind(coverage));
    }

    @Override
    protected final Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (instance.state() != InstanceState.RUNNING) {
            return Verdict.notApplicable();
        }
        List<S> all = estate.all(settings).stream().map(Resource::attributes).toList();
        if (all.stream().anyMatch(one -> Boolean.TRUE.equals(on(one)))) {
            return judged(resource, estate);
        }
        boolean off =
                all.isEmpty() ? offWithoutSettings() : all.stream().allMatch(one -> Boolean.FALSE.equals(on(one)));
        return off
                ? Verdict.notApplicable()
                : Verdict.unknown("AWS does not say whether the service is on in this region");
    }

    private Verdict judged(Resource<Instance> resource, Estate estate) {
        ResourceKind kind = kind(coverage);
        if (!estate.reads(kind)) {
            return Verdict.unknown("not known: " + estate.missing(kind));
        }
        Optional<C> found = estate.find(coverage, resource.resourceId()).map(Resource::attributes);
        if (found.isEmpty()) {
            return late(resource, estate, () -> unlisted(resource));
        }
        Boolean covered = covered(found.get());
        if (covered == null) {
            return Verdict.unknown("AWS does not say whether the instance is covered");
        }
        return covered ? Verdict.pass() : late(resource, estate, () -> uncovered(resource, found.get()));
    }

    private Verdict late(Resource<Instance> resource, Estate estate, Supplier<Verdict> verdict) {
        return SinceLaunch.judged(resource.attributes(), estate, kind(coverage), verdict);
    }
}
