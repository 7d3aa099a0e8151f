package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.AllWays;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A rule about a fault of an instance that counts where the internet reaches the instance, directly or through a load balancer. */
abstract class ExposedRule extends InstanceRule {

    private final Set<ResourceKind> consults;

    /** @param consults the kinds that it looks at beside those of reach */
    ExposedRule(RuleMetadata metadata, Set<ResourceKind> consults, ResourceKind... needs) {
        super(metadata, needs);
        EnumSet<ResourceKind> all = EnumSet.copyOf(AllWays.KINDS);
        all.addAll(consults);
        this.consults = Set.copyOf(all);
    }

    @Override
    public final Set<ResourceKind> consults() {
        return consults;
    }

    /** The verdict on an instance of which the fault is not certain, or that is not certainly reached. */
    static Verdict unknown(AllWays ways, String otherwise) {
        return Verdict.unknown(
                ways.missing().isEmpty()
                        ? otherwise
                        : "not known: " + String.join("; ", new TreeSet<>(ways.missing())));
    }

    /** The evidence of who reaches it. */
    static Evidence reached(Resource<Instance> resource, AllWays ways, Estate estate) {
        List<String> fronts = ReachedPorts.entrances(resource, estate).stream()
                .map(entrance -> entrance.frontId())
                .distinct()
                .toList();
        return Evidence.of("reached", ways.exposed().describe())
                .and("networkInterfaces", ReachedPorts.facts(resource, estate))
                .and("frontends", fronts)
                .and("state", resource.attributes().state().name());
    }
}
