package io.muster.estate;

import io.muster.inventory.Resource;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Resources by some id that they name. */
final class Index<T extends Record> {

    private final Map<String, List<Resource<T>>> byId;

    Index(Collection<Resource<T>> resources, Function<T, ? extends Collection<String>> ids) {
        Map<String, List<Resource<T>>> found = new HashMap<>();
        for (Resource<T> resource : resources) {
            for (String id : ids.apply(resource.attributes())) {
                found.merge(id, List.of(resource), Index::joined);
            }
        }
        byId = Map.copyOf(found);
    }

    /** Joins immutable lists: most ids have one resource, for which a growable list would take four times the memory. */
    private static <T> List<T> joined(List<T> known, List<T> next) {
        List<T> all = known instanceof ArrayList ? known : new ArrayList<>(known);
        all.addAll(next);
        return all;
    }

    List<Resource<T>> get(@Nullable String id) {
        return id == null ? List.of() : byId.getOrDefault(id, List.of());
    }
}
