package io.muster.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;

/**
 * An operation as the data files declare it; CONTRIBUTING, "Data of the demo cloud", has their form.
 *
 * @param global whether it answers for the account as a whole
 * @param said   what all files say of it
 */
record Declared(Row row, boolean global, JsonNode said) {

    Paging paging() {
        JsonNode pages = said.path("pages");
        int most = pages.path("most").asInt(1000);
        return new Paging(
                pages.path("least").asInt(ec2() ? 5 : 1),
                most,
                pages.path("usual").asInt(ec2() ? most : Math.min(most, 100)),
                pages.path("capped").asBoolean());
    }

    private boolean ec2() {
        return row.service().equals("ec2");
    }

    /** Whether the management account alone may ask. */
    boolean managementOnly() {
        return said.path("managementOnly").asBoolean();
    }

    /** The templates of items that each instance of a region has. */
    JsonNode each() {
        return said.path("each");
    }

    /** Whole answers, each with the parameters of the requests that get it; of a setting, one without parameters. */
    JsonNode answers() {
        return said.has("answer") ? JsonNodeFactory.instance.arrayNode().add(said) : said.path("answers");
    }

    /** The templates of the other items of a list; empty where the files declare none of its items. */
    Optional<JsonNode> items(Shape shape) {
        JsonNode items = said.path("items");
        JsonNode list = items.isObject() ? items.path(shape.member()) : items;
        return Optional.of(list).filter(found -> found.isArray() || (items.isMissingNode() && said.has("each")));
    }

    /** The lists that the operation answers with, as a rule one. */
    List<Shape> shapes() {
        Optional<String> id = Optional.ofNullable(said.get("id")).map(JsonNode::asText);
        List<Shape> shapes = Shape.of(row, id);
        return said.has("inside")
                ? List.of(Shape.of(shapes.get(0).item(), said.get("inside").asText(), id.orElse("")))
                : shapes;
    }

    DemoError unknown(String id) {
        String code = said.path("notFound").asText(ec2() ? "InvalidParameterValue" : "ResourceNotFoundException");
        return new DemoError(400, code, "It does not exist: " + id);
    }
}
