package io.muster.rule;

import io.muster.inventory.Resource;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts behind a failure, in the order in which they are shown. */
public final class Evidence {

    /** The number of entries of a list that are shown. */
    public static final int MOST = 20;

    private final Map<String, Object> facts = new LinkedHashMap<>();

    private Evidence() {}

    public static Evidence of(String name, @Nullable Object value) {
        return new Evidence().and(name, value);
    }

    /** Adds a fact; one without a value is left out. */
    public Evidence and(String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
        return this;
    }

    /** Adds the ids of resources, but only the first ones if there are many. */
    public Evidence andSome(String name, List<? extends Resource<?>> resources) {
        return andFirst(name, resources.stream().map(Resource::resourceId).toList());
    }

    /** Adds the values, but only the first ones if there are many. */
    public Evidence andFirst(String name, Collection<?> values) {
        return and(name, values.stream().limit(MOST).toList());
    }

    public Map<String, Object> facts() {
        return Collections.unmodifiableMap(facts);
    }
}
