package io.muster.rule.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.rule.PolicyElements;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement of a policy document as it is written.
 *
 * @param policy   the name or ARN of the policy
 * @param position its {@code Sid}, or else its place in the policy, counted from 1
 */
record WrittenStatement(String policy, String position, JsonNode node) {

    /** The statements of a document; empty where it is absent or no policy. */
    static Optional<List<WrittenStatement>> of(String policy, @Nullable JsonNode document) {
        List<JsonNode> nodes = document == null ? List.of() : PolicyElements.of(document.get("Statement"));
        if (nodes.isEmpty() || !nodes.stream().allMatch(JsonNode::isObject)) {
            return Optional.empty();
        }
        List<WrittenStatement> statements = new ArrayList<>();
        for (JsonNode node : nodes) {
            String number = String.valueOf(statements.size() + 1);
            String sid = node.path("Sid").asText();
            statements.add(new WrittenStatement(policy, sid.isEmpty() ? number : sid, node));
        }
        return Optional.of(List.copyOf(statements));
    }

    boolean allows() {
        return node.path("Effect").asText().equals("Allow");
    }

    boolean has(String element) {
        return node.has(element);
    }

    List<String> texts(String element) {
        return PolicyElements.of(node.get(element)).stream()
                .map(JsonNode::asText)
                .toList();
    }
}
