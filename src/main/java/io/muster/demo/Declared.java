package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation as the data files declare it; CONTRIBUTING, "Data of the demo cloud", has their form.
 *
 * @param global  whether it answers for the account as a whole
 * @param id      the member that identifies an item; empty for the one that the request's parameters imply
 * @param seeded  whether the data files hold its data; generators do otherwise
 * @param items   the items of a listing, by the member of the response that is the list; of the only list, by an empty name
 * @param answers whole answers, each with the parameters of the request for which it is given
 */
record Declared(
        Row row,
        boolean global,
        String notFound,
        Paging paging,
        Optional<String> id,
        boolean seeded,
        Map<String, List<JsonNode>> items,
        List<Answer> answers) {

    /** @param asked the parameters by their names in AWS's model, all texts; empty for a setting */
    record Answer(ObjectNode asked, JsonNode answer) {}

    static Declared of(Row row, boolean global, JsonNode said) {
        boolean ec2 = row.service().equals("ec2");
        JsonNode pages = said.path("pages");
        int most = pages.path("most").asInt(1000);
        Paging paging = new Paging(
                pages.path("least").asInt(ec2 ? 5 : 1),
                most,
                pages.path("usual").asInt(ec2 ? most : Math.min(most, 100)),
                pages.path("capped").asBoolean());
        List<Answer> answers = new ArrayList<>();
        if (said.has("answer")) {
            answers.add(new Answer(said.withObjectProperty("for"), said.get("answer")));
        }
        said.path("answers")
                .forEach(each -> answers.add(new Answer((ObjectNode) each.path("for"), each.path("answer"))));
        Map<String, List<JsonNode>> items = new HashMap<>();
        JsonNode listed = said.path("items");
        if (listed.isObject()) {
            listed.properties().forEach(list -> items.put(list.getKey(), list(list.getValue())));
        } else if (listed.isArray()) {
            items.put("", list(listed));
        }
        return new Declared(
                row,
                global,
                said.path("notFound").asText(ec2 ? "InvalidParameterValue" : "ResourceNotFoundException"),
                paging,
                Optional.ofNullable(said.get("id")).map(JsonNode::asText),
                !items.isEmpty() || !answers.isEmpty(),
                items,
                answers);
    }

    /** The same with the data that another file adds. */
    Declared and(Declared more) {
        more.items.forEach((member, list) -> items.merge(member, list, Declared::joined));
        answers.addAll(more.answers);
        return this;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private static List<JsonNode> joined(List<JsonNode> one, List<JsonNode> other) {
        one.addAll(other);
        return one;
    }

    /** The items of a list; empty where none are declared for it. */
    Optional<List<JsonNode>> items(Shape shape) {
        return Optional.ofNullable(items.getOrDefault(shape.member(), items.get("")));
    }

    DemoError unknown(String id) {
        return new DemoError(400, notFound, "It does not exist: " + id);
    }
}
