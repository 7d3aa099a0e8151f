package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The resources that a plan creates, by the addresses with which its configuration refers to them, so that they can be identified
 * although Terraform knows their ids only after apply.
 */
final class PlanReferences {

    private static final Pattern INDEX = Pattern.compile("\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*+\")]");
    private static final Pattern RESOURCE = Pattern.compile("aws_\\w+\\.[\\w-]+");

    /** References to values that may be known after apply only, and cannot be followed. */
    private static final Pattern OTHER = Pattern.compile("(data|module|local|each\\.value)\\b.*");

    /** References to the variables of a module below the root, whose values the plan does not have; those of the root module it has. */
    private static final Pattern OTHER_OF_MODULE = Pattern.compile("var\\..*");

    /**
     * The references of an attribute.
     *
     * @param resources their addresses, without indexes
     * @param others    whether there is more than these
     */
    private record Referred(Set<String> resources, boolean others) {}

    private static final Referred NOTHING = new Referred(Set.of(), false);

    /** The references by the address of a resource, without indexes, and by attribute. */
    private final Map<String, Map<String, Referred>> references = new HashMap<>();

    /** The keys of the providers' configurations by the address of a resource, without indexes. */
    private final Map<String, String> providers = new HashMap<>();

    /** How many resources the plan makes, by their addresses without indexes. */
    private final Map<String, Integer> counts = new HashMap<>();

    private final Map<String, String> made = new HashMap<>();

    /** @param plan the whole plan */
    PlanReferences(JsonNode plan) {
        read(plan.path("configuration").path("root_module"), "");
        for (JsonNode entry : plan.path("resource_changes")) {
            for (JsonNode action : entry.path("change").path("actions")) {
                if (action.asText().equals("create")) {
                    counts.merge(plain(entry.path("address").asText()), 1, Integer::sum);
                }
            }
        }
    }

    private void read(JsonNode module, String prefix) {
        for (JsonNode resource : module.path("resources")) {
            String address = prefix + resource.path("address").asText();
            Map<String, Referred> attributes = new HashMap<>();
            resource.path("expressions")
                    .properties()
                    .forEach(one -> attributes.put(one.getKey(), referred(one.getValue(), prefix)));
            references.put(address, attributes);
            if (resource.path("provider_config_key").isTextual()) {
                providers.put(address, resource.path("provider_config_key").textValue());
            }
        }
        module.path("module_calls")
                .properties()
                .forEach(call -> read(call.getValue().path("module"), prefix + "module." + call.getKey() + "."));
    }

    private static Referred referred(JsonNode expression, String prefix) {
        Set<String> addresses = new LinkedHashSet<>();
        boolean others = false;
        for (JsonNode reference : expression.path("references")) {
            String plain = plain(reference.asText());
            var resource = RESOURCE.matcher(plain);
            if (resource.lookingAt()) {
                addresses.add(prefix + resource.group());
            }
            others |= OTHER.matcher(plain).matches()
                    || (!prefix.isEmpty() && OTHER_OF_MODULE.matcher(plain).matches());
        }
        return new Referred(addresses, others);
    }

    /** Whether the configuration gives the attribute of the resource. */
    boolean writes(String address, String attribute) {
        return references.getOrDefault(plain(address), Map.of()).containsKey(attribute);
    }

    /** Whether the plan has the configuration of the resource, which does not give the attribute. */
    boolean leavesOut(String address, String attribute) {
        Map<String, Referred> attributes = references.get(plain(address));
        return attributes != null && !attributes.containsKey(attribute);
    }

    /** Whether some resource of the types names the resource in one of the attributes. */
    boolean isNamed(String address, Set<String> attributes, Set<String> types) {
        String target = plain(address);
        return references.entrySet().stream()
                .filter(one -> types.contains(type(one.getKey())))
                .flatMap(one -> one.getValue().entrySet().stream())
                .anyMatch(one -> attributes.contains(one.getKey())
                        && one.getValue().resources().contains(target));
    }

    /** The type of the resource of an address without indexes; behind it is the name alone, which has no dots. */
    private static String type(String address) {
        String type = address.substring(0, Math.max(address.lastIndexOf('.'), 0));
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The key of the configuration of the resource's provider; null where the plan does not tell it. */
    @Nullable
    String provider(String address) {
        return providers.get(plain(address));
    }

    /** Says that the plan makes a resource of the address, which further changes name by the id. */
    void made(String address, String id) {
        made.put(plain(address), id);
    }

    /**
     * The ids of the resources that the plan makes and that the attribute refers to; none where one of them cannot be told from others of
     * its address.
     */
    List<String> made(String address, String attribute, String type) {
        Set<String> ids = new LinkedHashSet<>();
        for (String target : referred(address, attribute).resources()) {
            String found = made.get(target);
            if (found != null && target.contains(type + ".")) {
                if (counts.getOrDefault(target, 0) != 1) {
                    return List.of();
                }
                ids.add(found);
            }
        }
        return List.copyOf(ids);
    }

    /** The id of the one resource that the plan makes and that the attribute refers to; null where it may refer to another. */
    @Nullable
    String onlyMade(String address, String attribute, String type) {
        Referred referred = referred(address, attribute);
        List<String> ids = made(address, attribute, type);
        return ids.size() == 1 && referred.resources().size() == 1 && !referred.others() ? ids.get(0) : null;
    }

    private Referred referred(String address, String attribute) {
        return references.getOrDefault(plain(address), Map.of()).getOrDefault(attribute, NOTHING);
    }

    private static String plain(String address) {
        return INDEX.matcher(address).replaceAll("");
    }
}
