package io.muster.estate;

import io.muster.inventory.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Resources by some id that they name. */
final class Index<T extends Record> {

    private final Map<String, List<Resource<T>>> byId = new HashMap<>();

    Index(Collection<Resource<T>> resources, Function<T, ? extends Collection<String>> ids) {
        for (Resource<T> resource : resources) {
            for (String id : ids.apply(resource.attributes())) {
                byId.computeIfAbsent(id, k -> new ArrayList<>()).add(resource);
            }
        }
    }

    List<Resource<T>> get(String id) {
        return byId.getOrDefault(id, List.of());
    }
}
