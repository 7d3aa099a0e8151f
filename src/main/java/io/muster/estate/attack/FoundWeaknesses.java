package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The weaknesses of instances by {@link Weaknesses} and by other products, each instance looked at once. */
final class FoundWeaknesses {

    private final Estate estate;
    private final Map<String, String> exploitable;
    private final Map<String, List<Weakness>> known = new HashMap<>();

    /** Shared lists of weaknesses, because most instances of a region have the same ones. */
    private final Map<List<Weakness>, List<Weakness>> alike = new HashMap<>();

    /** @param exploitable see {@link AttackPaths#of(Estate, Map)} */
    FoundWeaknesses(Estate estate, Map<String, String> exploitable) {
        this.estate = estate;
        this.exploitable = exploitable;
    }

    List<Weakness> of(Resource<Instance> instance) {
        return known.computeIfAbsent(
                instance.resourceId(), id -> alike.computeIfAbsent(found(instance), Function.identity()));
    }

    private List<Weakness> found(Resource<Instance> instance) {
        List<Weakness> own = Weaknesses.of(instance, estate);
        String reported = exploitable.get(instance.arn());
        return reported == null
                ? own
                : Stream.concat(own.stream(), Stream.of(new Weakness(Weakness.Type.EXPLOITABLE, true, reported)))
                        .sorted(Comparator.comparing(Weakness::type))
                        .toList();
    }
}
