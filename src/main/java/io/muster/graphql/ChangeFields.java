package io.muster.graphql;

import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.change.ChangeFilter;
import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.muster.platform.Times;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Refuses a filter of changes that no change can meet. */
final class ChangeFields {

    private ChangeFields() {}

    static void check(ChangeFilter filter) {
        Times.requireOrder("since", filter.since(), "filter.until", filter.until());
        if (filter.fields() != null) {
            Set<String> known = names(filter.kinds());
            for (int i = 0; i < filter.fields().size(); i++) {
                check("filter.fields[" + i + "]", filter.fields().get(i), known);
            }
        }
    }

    private static void check(String field, String name, Set<String> known) {
        if (!known.contains(name)) {
            throw MusterException.badField(
                    field,
                    name + " is not the first name of a field of the kinds that are meant"
                            + Nearest.suggestion(name, known));
        }
    }

    /** The first names of the fields that the kinds have. */
    private static Set<String> names(@Nullable List<ResourceKind> kinds) {
        Set<String> names = new TreeSet<>(List.of("name", "tags"));
        KindModel.all().stream()
                .filter(model -> kinds == null || kinds.contains(model.kind()))
                .flatMap(model -> model.properties().stream())
                .filter(Property::hashed)
                .forEach(property -> names.add(property.name()));
        return names;
    }
}
