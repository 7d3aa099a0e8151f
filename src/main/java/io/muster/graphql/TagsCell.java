package io.muster.graphql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.muster.inventory.query.Columns;
import io.muster.inventory.query.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The tags of a resource {@code r}.
 *
 * @param fields the fields that are selected of each
 */
record TagsCell(List<Selected> fields) implements JsonCell {

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public Sql json() {
        Sql members = Sql.of("");
        String between = "";
        for (Selected member : fields) {
            String value = switch (member.name()) {
                case "key" -> "to_json(t.key)";
                case "value" -> "coalesce(to_json(t.value), " + DocumentJson.NO_OBJECT + ")";
                case "__typename" -> "'Tag'";
                default -> throw new NotCompiled("Tag." + member.name());
            };
            members.add(between + value + " as \"" + JsonStatement.key(member) + "\"");
            between = ", ";
        }
        // the row is g.*, for g alone may be the name of a member
        return Sql.of("(select coalesce(json_agg(row_to_json(g.*)), '[]') from (select ")
                .add(members)
                .add(" from jsonb_each_text(r.tags) t (key, value)) g)");
    }

    @Override
    public Form form(RowColumns columns) {
        int place = columns.add("cast(r.tags as text)");
        return (json, row) -> write(json, row, place);
    }

    private void write(StringBuilder json, Columns row, int place) {
        json.append('[');
        try (JsonParser tags = JSON.createParser((String) row.at(place))) {
            tags.nextToken();
            String between = "";
            while (tags.nextToken() == JsonToken.FIELD_NAME) {
                json.append(between);
                entry(json, tags.getText(), tags);
                between = ",";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        json.append(']');
    }

    private void entry(StringBuilder json, String key, JsonParser tags) throws IOException {
        JsonToken value = tags.nextToken();
        json.append('{');
        String between = "";
        for (Selected field : fields) {
            json.append(between).append('"').append(field.key()).append("\":");
            between = ",";
            switch (field.name()) {
                case "key" -> JsonText.text(json, key);
                case "value" -> {
                    if (value == JsonToken.VALUE_STRING) {
                        JsonText.text(json, tags.getText());
                    } else {
                        json.append(DocumentJson.ABSENT);
                    }
                }
                default -> json.append("\"Tag\"");
            }
        }
        json.append('}');
        tags.skipChildren();
    }
}
