package io.muster.inventory;

import io.muster.inventory.kind.Dimension;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.query.Sql;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The properties, called facts, by which resources can be counted, beside their dimensions: components of their records, and tags. */
public final class CountedProperties {

    /** The prefix of the name of a fact that is a tag. */
    public static final String TAG = "tag:";

    /** How many may be asked for at once. */
    public static final int MOST = 10;

    private static final Map<ResourceKind, Set<String>> OF_KINDS = new EnumMap<>(ResourceKind.class);

    static {
        KindModel.all().forEach(model -> OF_KINDS.put(model.kind(), names(model.properties(), "")));
    }

    private CountedProperties() {}

    /** The names of a kind's facts, in the order of the alphabet. */
    public static Set<String> of(ResourceKind kind) {
        return OF_KINDS.getOrDefault(kind, Set.of());
    }

    private static Set<String> names(List<Property> properties, String path) {
        Set<String> names = new TreeSet<>();
        for (Property property : properties) {
            if (property.list()) {
                continue;
            }
            if (isDimension(property)) {
                names.add(path + property.name());
            }
            names.addAll(names(property.nested(), path + property.name() + "."));
        }
        return names;
    }

    private static boolean isDimension(Property property) {
        return property.hashed()
                && (property.element() == Boolean.class
                        || property.element().isEnum()
                        || property.accessor().isAnnotationPresent(Dimension.class));
    }

    /**
     * The values of the facts that the names name, each as JSON of the {@code resource} table's row under the name {@code r}; null
     * where there is none.
     *
     * @param names as callers write them: {@code encrypted}, {@code metadataOptions.httpTokens}, {@code tag:owner}
     * @param kinds the kinds whose resources are counted; null for all
     * @throws MusterException a bad request, unless each of the kinds has them
     */
    public static List<Sql> named(List<String> names, @Nullable Collection<ResourceKind> kinds) {
        if (names.size() > MOST) {
            throw MusterException.badField("by", "must not name more than " + MOST);
        }
        Collection<ResourceKind> counted = kinds == null ? OF_KINDS.keySet() : kinds;
        List<Sql> facts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            facts.add(named("by[" + i + "]", names.get(i), counted));
        }
        return facts;
    }

    private static Sql named(String field, String name, Collection<ResourceKind> kinds) {
        if (name.startsWith(TAG)) {
            if (name.equals(TAG)) {
                throw MusterException.badField(field, "names no tag: write " + TAG + " and its key");
            }
            return Sql.of("r.tags -> ").text(name.substring(TAG.length()));
        }
        check(field, name, kinds);
        return Sql.of("nullif(r.attributes #> ")
                .texts(List.of(name.split("\\.", -1)))
                .add(", cast('null' as jsonb))");
    }

    private static void check(String field, String name, Collection<ResourceKind> kinds) {
        Collection<ResourceKind> asked = kinds.isEmpty() ? OF_KINDS.keySet() : kinds;
        List<ResourceKind> with =
                asked.stream().filter(kind -> of(kind).contains(name)).toList();
        if (with.isEmpty()) {
            Set<String> known = new TreeSet<>();
            asked.forEach(kind -> known.addAll(of(kind)));
            throw MusterException.badField(
                    field, name + " is no fact of the kinds that are counted" + Nearest.suggestion(name, known));
        }
        if (!with.containsAll(kinds)) {
            throw MusterException.badField(
                    field,
                    name + " is a fact of " + with
                            + " and not of every kind that is counted: name the kinds in the filter");
        }
    }
}
