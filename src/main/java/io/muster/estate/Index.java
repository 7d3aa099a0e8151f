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
                byId.merge(id, List.of(resource), Index::joined);
            }
        }
    }

    /** Most ids are of one resource, which a list that can grow would take four times the memory for. */
    private static <T> List<T> joined(List<T> known, List<T> next) {
        List<T> all = known instanceof ArrayList ? known : new ArrayList<>(known);
        all.addAll(next);
        return all;
    }

    List<Resource<T>> get(String id) {
        return byId.getOrDefault(id, List.of());
    }
}
