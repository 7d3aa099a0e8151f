package io.muster.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What Muster says of an account, in the words of {@link DemoAws#estate}. */
final class Inventories {

    private Inventories() {}

    static Set<String> of(List<JsonNode> resources) {
        return resources.stream()
                .map(Inventories::line)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String line(JsonNode resource) {
        JsonNode facts = resource.path("attributes");
        String id =
                resource.path("region").asText() + " " + resource.path("kind").asText() + " "
                        + resource.path("resourceId").asText() + " ";
        return switch (resource.path("kind").asText()) {
            case "INSTANCE" ->
                id + facts.path("instanceType").asText() + " "
                        + facts.path("privateIp").asText("null");
            case "VOLUME" ->
                id + facts.path("sizeGiB").asText() + " "
                        + facts.path("encrypted").asText();
            case "SECURITY_GROUP" -> id + facts.path("groupName").asText();
            case "NETWORK_INTERFACE" -> id + facts.path("privateIps").path(0).asText();
            case "SUBNET" -> id + facts.path("cidrBlock").asText();
            default -> "";
        };
    }
}
