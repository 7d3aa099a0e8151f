package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How two versions of a document differ, field by field. Lists are bags, for AWS gives no order to its lists: their entries
 * are compared by identity where their kind declares one, else by contents. Equal entries are left out.
 */
final class Difference {

    private final List<FieldChange> found = new ArrayList<>();

    private Difference() {}

    /** The changes that make the one object the other, in the order of their names; none where they are equal. */
    static List<FieldChange> between(Shape shape, JsonNode before, JsonNode after) {
        Difference difference = new Difference();
        difference.objects("", shape, shape.quiet(before), shape.quiet(after));
        return difference.found;
    }

    private void objects(String path, Shape shape, JsonNode before, JsonNode after) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        names.forEach(
                name -> values(FieldPath.member(path, name), shape.part(name), before.get(name), after.get(name)));
    }

    private void values(String path, Shape shape, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            found.add(new FieldChange(path, before, after));
        } else if (before.isObject() && after.isObject()) {
            objects(path, shape, before, after);
        } else if (before.isArray() && after.isArray()) {
            lists(path, shape, before, after);
        } else if (!before.equals(after)) {
            found.add(new FieldChange(path, before, after));
        }
    }

    private void lists(String path, Shape shape, JsonNode before, JsonNode after) {
        Entries one = Entries.of(shape, before);
        Entries other = Entries.of(shape, after);
        Set<String> shared = new TreeSet<>(one.known.keySet());
        shared.addAll(other.known.keySet());
        for (String step : shared) {
            if (one.ambiguous.contains(step) || other.ambiguous.contains(step)) {
                one.demote(step);
                other.demote(step);
            } else {
                values(path + step, shape, one.known.get(step), other.known.get(step));
            }
        }
        bags(path + FieldPath.ENTRY, one.others, other.others);
    }

    private void bags(String path, List<JsonNode> before, List<JsonNode> after) {
        without(before, after).forEach(gone -> found.add(new FieldChange(path, gone, null)));
        without(after, before).forEach(added -> found.add(new FieldChange(path, null, added)));
    }

    private static List<JsonNode> without(List<JsonNode> entries, List<JsonNode> others) {
        Map<String, Integer> left = new HashMap<>();
        others.forEach(other -> left.merge(CanonicalJson.text(other), 1, Integer::sum));
        List<JsonNode> rest = new ArrayList<>();
        for (JsonNode entry : entries) {
            if (left.merge(CanonicalJson.text(entry), -1, Integer::sum) < 0) {
                rest.add(entry);
            }
        }
        return rest;
    }

    /** The entries of a list: those that are known by a step, and those that are known by their contents. */
    private static final class Entries {
        private final Map<String, JsonNode> known = new TreeMap<>();
        private final Set<String> ambiguous = new TreeSet<>();
        private final List<JsonNode> others = new ArrayList<>();

        static Entries of(Shape shape, JsonNode list) {
            Entries entries = new Entries();
            list.forEach(entry -> entries.add(shape, entry));
            return entries;
        }

        private void add(Shape shape, JsonNode entry) {
            if (!shape.identifies(entry)) {
                others.add(entry);
                return;
            }
            String step = FieldPath.entry(shape.identity(), entry);
            if (known.putIfAbsent(step, entry) != null) {
                ambiguous.add(step);
                others.add(entry);
            }
        }

        /** Identifies the entry by its contents. */
        private void demote(String step) {
            JsonNode entry = known.remove(step);
            if (entry != null) {
                others.add(entry);
            }
        }
    }
}
