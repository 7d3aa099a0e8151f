package io.muster.graphql;

import io.muster.inventory.query.Keyset;
import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * The cursor of a row.
 *
 * @param list stands for the list, so that a cursor of another one is refused
 */
record CursorCell(Keyset keyset, String list) implements JsonCell {

    @Override
    public Sql json() {
        throw new IllegalStateException("Cursors are written by Java alone");
    }

    @Override
    public Form form(RowColumns columns) {
        List<Integer> places = keyset.texts().stream().map(columns::add).toList();
        return (json, row) -> {
            List<String> keys = new ArrayList<>();
            places.forEach(place -> keys.add((String) row.at(place)));
            JsonText.text(json, keyset.cursor(list, keys));
        };
    }
}
