package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The instances of an estate, those of roles with the most rights first, so that the ones left out are the least. */
record InstancesByRights(List<Resource<Instance>> all) {

    static InstancesByRights of(Estate estate) {
        return estate.view(InstancesByRights.class, InstancesByRights::sorted);
    }

    private static InstancesByRights sorted(Estate estate) {
        if (!estate.holds(ResourceKind.INSTANCE)) {
            return new InstancesByRights(List.of());
        }
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        Map<String, Resource<Instance>> all = new LinkedHashMap<>();
        graph.roles()
                .forEach(role -> graph.allInstancesOf(role).forEach(one -> all.putIfAbsent(one.resourceId(), one)));
        estate.stored(Instance.class).stream()
                .filter(instance -> !instance.attributes().state().ended())
                .forEach(one -> all.putIfAbsent(one.resourceId(), one));
        return new InstancesByRights(List.copyOf(all.values()));
    }

    /** The first of those whose ARN is none of these. */
    List<Resource<Instance>> but(Set<String> arns, int most) {
        return all.stream()
                .filter(instance -> !arns.contains(instance.arn()))
                .limit(most)
                .toList();
    }
}
