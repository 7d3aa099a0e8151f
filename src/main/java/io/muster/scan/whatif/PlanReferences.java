package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The resources that a plan makes, by the addresses by which its configuration refers to them: what Terraform knows only after apply,
 * their ids, can then be told apart all the same.
 */
final class PlanReferences {

    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern RESOURCE = Pattern.compile("aws_\\w+\\.[\\w-]+");

    /** By the address of a resource, without indexes, and by attribute: the addresses that it refers to. */
    private final Map<String, Map<String, Set<String>>> references = new HashMap<>();

    private final Map<String, Set<String>> made = new HashMap<>();

    PlanReferences(JsonNode configuration) {
        read(configuration.path("root_module"), "");
    }

    private void read(JsonNode module, String prefix) {
        for (JsonNode resource : module.path("resources")) {
            Map<String, Set<String>> attributes = new HashMap<>();
            resource.path("expressions")
                    .properties()
                    .forEach(one -> attributes.put(one.getKey(), addresses(one.getValue(), prefix)));
            references.put(prefix + resource.path("address").asText(), attributes);
        }
        module.path("module_calls")
                .properties()
                .forEach(call -> read(call.getValue().path("module"), prefix + "module." + call.getKey() + "."));
    }

    private static Set<String> addresses(JsonNode expression, String prefix) {
        Set<String> addresses = new LinkedHashSet<>();
        StreamSupport.stream(expression.path("references").spliterator(), false)
                .map(reference -> INDEX.matcher(reference.asText()).replaceAll(""))
                .map(RESOURCE::matcher)
                .filter(found -> found.lookingAt())
                .forEach(found -> addresses.add(prefix + found.group()));
        return addresses;
    }

    /** Says that the plan makes a resource of the address, which further changes name by the id. */
    void made(String address, String id) {
        made.computeIfAbsent(plain(address), key -> new LinkedHashSet<>()).add(id);
    }

    /**
     * The ids of the resources that the plan makes and that the attribute refers to; none where one of them cannot be told from others of
     * its address.
     */
    List<String> made(String address, String attribute, String type) {
        Set<String> ids = new LinkedHashSet<>();
        Set<String> targets = references.getOrDefault(plain(address), Map.of()).getOrDefault(attribute, Set.of());
        for (String target : targets) {
            Set<String> found = made.getOrDefault(target, Set.of());
            if (!found.isEmpty() && target.contains(type + ".")) {
                if (found.size() > 1) {
                    return List.of();
                }
                ids.addAll(found);
            }
        }
        return List.copyOf(ids);
    }

    private static String plain(String address) {
        return INDEX.matcher(address).replaceAll("");
    }
}
