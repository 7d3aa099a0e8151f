package io.muster.graphql;

import io.muster.inventory.query.Columns;
import java.util.List;

/** Writes a member of a connection. */
interface PageForm {

    /**
     * The rows of a page.
     *
     * @param entries without the one behind the page
     * @param more    whether there is one
     * @param total   how long the whole list is; null where that is not asked
     */
    record Rows(List<Columns> entries, boolean more, Object total) {}

    void write(StringBuilder json, Rows page);

    /** A text that is the same for each page. */
    static PageForm constant(String json) {
        return (text, page) -> text.append(json);
    }

    /** All entries as a list. */
    static PageForm list(JsonCell.Form entry) {
        return (json, page) -> {
            json.append('[');
            String between = "";
            for (Columns row : page.entries) {
                json.append(between);
                entry.write(json, row);
                between = ",";
            }
            json.append(']');
        };
    }

    /** An object of such members. */
    static PageForm object(List<String> names, List<PageForm> values) {
        return (json, page) -> {
            json.append('{');
            for (int i = 0; i < names.size(); i++) {
                json.append(i == 0 ? "\"" : ",\"").append(names.get(i)).append("\":");
                values.get(i).write(json, page);
            }
            json.append('}');
        };
    }
}
