package io.muster.graphql;

import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.Sql;
import java.util.ArrayList;
import java.util.List;

/** An object of an answer. Not safe for use by several threads while it grows. */
final class Members implements JsonCell {

    private final List<String> names = new ArrayList<>();
    private final List<JsonCell> values = new ArrayList<>();

    void add(Selected field, JsonCell value) {
        names.add(JsonStatement.key(field));
        values.add(value);
    }

    @Override
    public Sql json() {
        JsonObject object = new JsonObject();
        for (int i = 0; i < names.size(); i++) {
            object.add(names.get(i), values.get(i).json());
        }
        return object.sql();
    }

    @Override
    public Form form(RowColumns columns) {
        String[] before = new String[names.size()];
        Form[] forms = new Form[names.size()];
        for (int i = 0; i < forms.length; i++) {
            before[i] = (i == 0 ? "{\"" : ",\"") + names.get(i) + "\":";
            forms[i] = values.get(i).form(columns);
        }
        return (json, row) -> {
            for (int i = 0; i < forms.length; i++) {
                json.append(before[i]);
                forms[i].write(json, row);
            }
            json.append(forms.length == 0 ? "{}" : "}");
        };
    }
}
