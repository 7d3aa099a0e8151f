package io.muster.graphql.endpoint;

import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the steps of graphql-java when it merges the fields of one name, and charges each step. Its validation unfolds
 * fragments as often as they are spread, and its execution copies the fields that were merged for each further one: both
 * are superlinear in the length of a document. A document that would take too many steps is refused before they are taken.
 */
final class MergedFields {

    /** Documents that are made of many fragments select the same field some dozens of times. */
    private static final int MOST_ALIKE = 100;

    private static final int MOST_STEPS = 100_000;
    private static final int DEEPEST = 200;

    private final Map<String, FragmentDefinition> fragments;
    private int steps;

    MergedFields(Map<String, FragmentDefinition> fragments) {
        this.fragments = fragments;
    }

    /** Fails with {@link ErrorCode#TOO_COMPLEX}; the steps of all selections that were checked add up. */
    void check(SelectionSet selections) {
        merge(List.of(selections), 0);
    }

    private void merge(List<SelectionSet> selections, int depth) {
        if (depth > DEEPEST) {
            throw new MusterException(
                    ErrorCode.QUERY_TOO_DEEP, "More than " + DEEPEST + " fields are nested in each other");
        }
        Map<String, List<Field>> fields = new LinkedHashMap<>();
        for (SelectionSet selection : selections) {
            collect(selection, fields, new HashSet<>());
        }
        for (List<Field> alike : fields.values()) {
            List<SelectionSet> below = alike.stream()
                    .map(Field::getSelectionSet)
                    .filter(selection -> selection != null)
                    .toList();
            if (!below.isEmpty()) {
                merge(below, depth + 1);
            }
        }
    }

    private void collect(SelectionSet selections, Map<String, List<Field>> fields, Set<String> spread) {
        for (Selection<?> selection : selections.getSelections()) {
            charge(1);
            if (selection instanceof Field field) {
                add(field, fields.computeIfAbsent(field.getResultKey(), first -> new ArrayList<>()));
            } else if (selection instanceof InlineFragment inline) {
                collect(inline.getSelectionSet(), fields, spread);
            } else if (selection instanceof FragmentSpread of && spread.add(of.getName())) {
                FragmentDefinition fragment = fragments.get(of.getName());
                if (fragment != null) {
                    collect(fragment.getSelectionSet(), fields, spread);
                }
            }
        }
    }

    /** Each field is put beside those that it is merged with. */
    private void add(Field field, List<Field> alike) {
        charge(alike.size());
        alike.add(field);
        if (alike.size() > MOST_ALIKE) {
            throw new MusterException(
                    ErrorCode.TOO_COMPLEX,
                    "The field " + field.getResultKey() + " is selected more than " + MOST_ALIKE
                            + " times in one place: select it once");
        }
    }

    private void charge(int more) {
        steps += more;
        if (steps > MOST_STEPS) {
            throw new MusterException(
                    ErrorCode.TOO_COMPLEX,
                    "The document's fields and fragments take more than " + MOST_STEPS
                            + " steps to merge: spread fewer fragments, or ask in several documents");
        }
    }
}
