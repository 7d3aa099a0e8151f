package io.muster.graphql;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import io.muster.inventory.query.PageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** The selection below the fields that changed. */
final class FieldSelection {

    static final String FIELDS_DESCRIPTION =
            "The fields that changed, by their paths, with the values before and after:"
                    + " of the name, the tags and the document, except fields that change by themselves.";
    static final String FIRST_DESCRIPTION = "How many at most, from 1 to 500; `fieldCount` tells how many there are.";
    static final String COUNT_DESCRIPTION = "How many fields changed; 0 where only the order of lists did.";

    private static final String FIELDS = "fields";
    private static final String COUNT = "fieldCount";

    private FieldSelection() {}

    /**
     * How many fields of each change are wanted; empty where their number is not selected either.
     *
     * @param paths where in the selection changes are, for example {@code nodes/}; empty for right here
     */
    static OptionalInt most(DataFetchingFieldSelectionSet selection, String... paths) {
        List<SelectedField> selected = Arrays.stream(paths)
                .flatMap(path -> selection.getFields(path + FIELDS, path + COUNT).stream())
                .toList();
        return selected.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(selected.stream()
                        .filter(field -> field.getName().equals(FIELDS))
                        .mapToInt(FieldSelection::first)
                        .max()
                        .orElse(0));
    }

    /** Within the bounds of a page: the field itself refuses what is not, where it is selected. */
    private static int first(SelectedField field) {
        return field.getArguments().get("first") instanceof Integer first
                ? Math.max(0, Math.min(first, PageRequest.LARGEST))
                : PageRequest.USUAL;
    }
}
