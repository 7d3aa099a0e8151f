package io.muster.estate;

import io.muster.inventory.ByArn;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The resources of an estate by kind, in the order in which they came, and by ARN. */
final class ResourcesByKind {

    private final Map<ResourceKind, List<Resource<?>>> byKind = new EnumMap<>(ResourceKind.class);
    private final Map<ResourceKind, ByArn<Resource<?>>> byArn = new ConcurrentHashMap<>();

    ResourcesByKind(Collection<? extends Resource<?>> resources) {
        for (Resource<?> resource : resources) {
            byKind.computeIfAbsent(resource.kind(), k -> new ArrayList<>()).add(resource);
        }
    }

    List<Resource<?>> all(ResourceKind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    boolean has(ResourceKind kind, String arn) {
        return byArn(kind).contains(arn);
    }

    /** The last one that came with the ARN; null where there is none. */
    @Nullable
    Resource<?> get(ResourceKind kind, String arn) {
        return byArn(kind).get(arn);
    }

    /** Indexes a kind when it is first looked up. */
    private ByArn<Resource<?>> byArn(ResourceKind kind) {
        return byArn.computeIfAbsent(kind, k -> {
            ByArn<Resource<?>> index = new ByArn<>(Function.identity());
            all(k).forEach(index::put);
            return index;
        });
    }

    /**
     * All of them after edits: each of the others takes the place of the one with its ARN, or is added behind.
     *
     * @param held whether a kind is held at all: others of kinds that are not are left out
     * @param gone the ARNs of resources that are no more
     */
    List<Resource<?>> edited(Collection<? extends Resource<?>> others, Predicate<ResourceKind> held, Set<String> gone) {
        Map<String, Resource<?>> left = new LinkedHashMap<>();
        others.stream().filter(other -> held.test(other.kind())).forEach(other -> left.put(other.arn(), other));
        List<Resource<?>> resources = new ArrayList<>();
        byKind.values()
                .forEach(all -> all.forEach(one -> {
                    Resource<?> other = left.remove(one.arn());
                    if (!gone.contains(one.arn())) {
                        resources.add(other == null ? one : other);
                    }
                }));
        resources.addAll(left.values());
        return resources;
    }
}
