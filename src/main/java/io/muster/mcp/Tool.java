package io.muster.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.kind.Scope;
import io.muster.platform.BundledFile;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A tool of agents.
 *
 * @param document the GraphQL document that answers it
 */
record Tool(String name, String title, String description, List<Argument> arguments, String document) {

    /** Arguments whose names differ from those of the GraphQL fields that they fill. */
    private static final Map<String, String> RENAMED = Map.of(
            "resourceKinds", "kinds",
            "tags", "tag",
            "first", "limit",
            "after", "cursor",
            "ruleIds", "ruleId",
            "ids", "id",
            "resourceIds", "id");

    /** The regions that an answer rests on: what is judged in a region may depend on roles, which are in none. */
    static final String COVERAGE_REGIONS = "coverageRegions";

    static Tool of(String name, String title, String description, Argument... arguments) {
        return new Tool(
                name,
                title,
                description,
                List.of(arguments),
                new String(BundledFile.read("mcp/" + name + ".graphql"), UTF_8));
    }

    /** Its entry in the list of tools. */
    ObjectNode definition() {
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.put("name", name).put("title", title).put("description", description);
        ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        arguments.forEach(argument -> properties.set(argument.name(), argument.schema()));
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        arguments.stream().filter(Argument::required).map(Argument::name).forEach(required::add);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        tool.putObject("annotations")
                .put("readOnlyHint", true)
                .put("destructiveHint", false)
                .put("idempotentHint", true)
                .put("openWorldHint", false);
        return tool;
    }

    /**
     * The variables of its document.
     *
     * @param given an object, or missing
     * @throws MusterException that names the argument at fault
     */
    Map<String, Object> variables(JsonNode given) {
        given.fieldNames().forEachRemaining(this::requireKnown);
        Map<String, Object> variables = new HashMap<>();
        for (Argument argument : arguments) {
            JsonNode value = given.path(argument.name());
            if (!value.isMissingNode() && !value.isNull()) {
                variables.put(argument.variable(value), argument.read(value));
            } else if (argument.required()) {
                throw MusterException.badField(argument.name(), "is needed: " + argument.description());
            }
        }
        if (document.contains("$" + COVERAGE_REGIONS) && variables.get("regions") instanceof List<?> regions) {
            variables.put(
                    COVERAGE_REGIONS,
                    Stream.concat(regions.stream(), Stream.of(Scope.GLOBAL))
                            .distinct()
                            .toList());
        }
        return variables;
    }

    /** The argument that a field of the document's filters stands for, as the field's path begins with it. */
    String argument(String field) {
        String path = field.startsWith("filter.") ? field.substring("filter.".length()) : field;
        String name = path.split("\\[", 2)[0];
        String own = hasArgument(name) ? name : RENAMED.getOrDefault(name, name);
        return hasArgument(own) ? own + (own.equals(name) ? path.substring(name.length()) : "") : path;
    }

    private boolean hasArgument(String name) {
        return arguments.stream().anyMatch(argument -> argument.name().equals(name));
    }

    private void requireKnown(String given) {
        List<String> names = arguments.stream().map(Argument::name).toList();
        if (!names.contains(given)) {
            List<String> longer = names.stream()
                    .filter(known -> !given.isEmpty() && known.startsWith(given))
                    .toList();
            throw MusterException.badField(
                    given,
                    "is not an argument of " + name + Nearest.suggestion(given, longer.isEmpty() ? names : longer));
        }
    }
}
