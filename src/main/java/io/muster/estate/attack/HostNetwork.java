package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The instances of a region that are weak, or perhaps, in classes that the network does not distinguish. */
final class HostNetwork {

    private final Estate estate;
    private final Tunnels tunnels;
    private final List<List<Resource<Instance>>> classes;
    private final Function<Resource<Instance>, List<Weakness>> weaknesses;
    private final Map<String, Integer> classOf = new HashMap<>();

    HostNetwork(
            Estate estate,
            Tunnels tunnels,
            List<List<Resource<Instance>>> classes,
            Function<Resource<Instance>, List<Weakness>> weaknesses) {
        this.estate = estate;
        this.tunnels = tunnels;
        this.classes = classes;
        this.weaknesses = weaknesses;
        for (int i = 0; i < classes.size(); i++) {
            int number = i;
            classes.get(i).forEach(member -> classOf.put(member.resourceId(), number));
        }
    }

    Estate estate() {
        return estate;
    }

    Tunnels tunnels() {
        return tunnels;
    }

    List<List<Resource<Instance>>> classes() {
        return classes;
    }

    int classOf(Resource<Instance> instance) {
        return classOf.get(instance.resourceId());
    }

    /** The class of the instance. */
    List<Resource<Instance>> alike(Resource<Instance> instance) {
        return classes.get(classOf(instance));
    }

    List<Weakness> weaknesses(Resource<Instance> instance) {
        return weaknesses.apply(instance);
    }
}
