package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation as the data files declare it; CONTRIBUTING, "Data of the demo cloud", has their form.
 *
 * @param global  whether it answers for the account as a whole
 * @param inside  the member of an item that is the list, where the operation lists it inside others; else empty
 * @param id      the member that identifies an item; empty for the one that the request's parameters imply
 * @param seeded  whether the data files hold its data; generators do otherwise
 * @param each    the templates of items that each instance of a region has
 * @param items   the items of a listing, by the member of the response that is the list; of the only list, by an empty name
 * @param answers whole answers, each with the parameters of the requests that get it; none for a setting
 * @param managementOnly whether the management account alone may ask
 */
record Declared(
        Row row,
        boolean global,
        String notFound,
        Paging paging,
        String inside,
        Optional<String> id,
        boolean seeded,
        List<JsonNode> each,
        Map<String, List<JsonNode>> items,
        List<JsonNode> answers,
        boolean managementOnly) {

    static Declared of(Row row, boolean global, JsonNode said) {
        boolean ec2 = row.service().equals("ec2");
        JsonNode pages = said.path("pages");
        int most = pages.path("most").asInt(1000);
        Paging paging = new Paging(
                pages.path("least").asInt(ec2 ? 5 : 1),
                most,
                pages.path("usual").asInt(ec2 ? most : Math.min(most, 100)),
                pages.path("capped").asBoolean());
        List<JsonNode> answers = list(said.path("answers"));
        if (said.has("answer")) {
            answers.add(said);
        }
        Map<String, List<JsonNode>> items = new HashMap<>();
        JsonNode listed = said.path("items");
        if (listed.isObject()) {
            listed.properties().forEach(list -> items.put(list.getKey(), list(list.getValue())));
        } else if (listed.isArray() || said.has("each")) {
            items.put("", list(listed));
        }
        return new Declared(
                row,
                global,
                said.path("notFound").asText(ec2 ? "InvalidParameterValue" : "ResourceNotFoundException"),
                paging,
                said.path("inside").asText(),
                Optional.ofNullable(said.get("id")).map(JsonNode::asText),
                !items.isEmpty() || !answers.isEmpty(),
                list(said.path("each")),
                items,
                answers,
                said.path("managementOnly").asBoolean());
    }

    /** The same with the data that another file adds. */
    Declared and(Declared more) {
        more.items.forEach((member, list) -> items.merge(member, list, Declared::joined));
        each.addAll(more.each);
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

    /** The lists that the operation answers with, as a rule one. */
    List<Shape> shapes() {
        List<Shape> shapes = Shape.of(row, id);
        return inside.isEmpty() ? shapes : List.of(Shape.of(shapes.get(0).item(), inside, id.orElse("")));
    }

    DemoError unknown(String id) {
        return new DemoError(400, notFound, "It does not exist: " + id);
    }
}
