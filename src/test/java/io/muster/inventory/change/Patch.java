package io.muster.inventory.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.inventory.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of a document what changes say that it became: reads paths as their documentation defines them, and knows no shape. */
final class Patch {

    private static final String LITERAL = "true|false|null|-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?";

    private final String path;
    private int at;

    private Patch(String path) {
        this.path = path;
    }

    static ObjectNode apply(ObjectNode before, List<FieldChange> changes) {
        ObjectNode document = before.deepCopy();
        changes.forEach(change -> new Patch(change.path()).apply(document, change));
        return document;
    }

    private void apply(JsonNode root, FieldChange change) {
        JsonNode owner = root;
        while (true) {
            Step step = next();
            if (at == path.length()) {
                step.write(owner, change);
                return;
            }
            owner = step.read(owner);
        }
    }

    private interface Step {
        JsonNode read(JsonNode owner);

        void write(JsonNode owner, FieldChange change);
    }

    private Step next() {
        if (path.charAt(at) != '[') {
            at += path.charAt(at) == '.' ? 1 : 0;
            return new Member(until(".["));
        }
        at++;
        if (path.charAt(at) == '"') {
            Member member = new Member(quoted().textValue());
            at++;
            return member;
        }
        if (path.charAt(at) == ']') {
            at++;
            return new Any();
        }
        return identity();
    }

    private Step identity() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        do {
            String name = until("=");
            at++;
            values.put(name, path.charAt(at) == '"' ? quoted() : value(until(",]")));
        } while (path.charAt(at++) == ',');
        return new Entry(values);
    }

    private static JsonNode value(String text) {
        return text.matches(LITERAL) ? Documents.tree(text) : TextNode.valueOf(text);
    }

    private String until(String ends) {
        int begin = at;
        while (at < path.length() && ends.indexOf(path.charAt(at)) < 0) {
            at++;
        }
        return path.substring(begin, at);
    }

    private JsonNode quoted() {
        int begin = at++;
        while (path.charAt(at) != '"') {
            at += path.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return Documents.tree(path.substring(begin, at));
    }

    private record Member(String name) implements Step {
        @Override
        public JsonNode read(JsonNode owner) {
            return owner.get(name);
        }

        @Override
        public void write(JsonNode owner, FieldChange change) {
            if (change.after() == null) {
                ((ObjectNode) owner).remove(name);
            } else {
                ((ObjectNode) owner).set(name, change.after());
            }
        }
    }

    private record Entry(Map<String, JsonNode> values) implements Step {
        @Override
        public JsonNode read(JsonNode owner) {
            return owner.get(place(owner));
        }

        @Override
        public void write(JsonNode owner, FieldChange change) {
            if (change.before() != null) {
                ((ArrayNode) owner).remove(place(owner));
            }
            if (change.after() != null) {
                ((ArrayNode) owner).add(change.after());
            }
        }

        private int place(JsonNode list) {
            for (int i = 0; i < list.size(); i++) {
                JsonNode entry = list.get(i);
                if (values.entrySet().stream()
                        .allMatch(value -> value.getValue().equals(entry.get(value.getKey())))) {
                    return i;
                }
            }
            throw new AssertionError("No entry with " + values);
        }
    }

    private record Any() implements Step {
        @Override
        public JsonNode read(JsonNode owner) {
            throw new AssertionError("Nothing is below an entry that is known by its contents");
        }

        @Override
        public void write(JsonNode owner, FieldChange change) {
            ArrayNode list = (ArrayNode) owner;
            if (change.after() != null) {
                list.add(change.after());
                return;
            }
            for (int i = 0; i < list.size(); i++) {
                if (CanonicalJson.text(list.get(i)).equals(CanonicalJson.text(change.before()))) {
                    list.remove(i);
                    return;
                }
            }
            throw new AssertionError("No entry is " + change.before());
        }
    }
}
