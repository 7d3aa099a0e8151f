package io.muster.rule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The elements of a policy document's lists.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar of the IAM JSON policy
 *     language</a>
 */
public final class PolicyElements {

    private PolicyElements() {}

    /** The elements of a list, or the single element that may stand for a list; none for an absent node. */
    public static List<JsonNode> of(@Nullable JsonNode node) {
        if (node == null || node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }

    /** Whether the element names everybody, as {@code "*"} or under {@code AWS}. */
    public static boolean isEverybody(JsonNode principal) {
        return of(principal.isObject() ? principal.path("AWS") : principal).stream()
                .anyMatch(name -> "*".equals(name.asText()));
    }
}
