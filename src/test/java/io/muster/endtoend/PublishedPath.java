package io.muster.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import jakarta.annotation.Nullable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of the table of escalation paths ({@code privilege/escalations.json}), read apart from the product's own reading: a row that the product misreads or
 * drops is then missed by the tests of whole estates.
 */
record PublishedPath(
        String name,
        List<String> actions,
        Target target,
        @Nullable String service) {

    enum Target {
        SELF,
        OTHER_VERSION,
        BOUNDARY,
        DENIALS,
        NEW_ROLE,
        USER_ADMINISTRATOR,
        CONTROLLED_USER,
        USER,
        TRUST,
        FEDERATED,
        ASSUME,
        CHANGED,
        UNBOUNDED,
        PASSED,
        OWN_INSTANCE,
        EXISTING,
        INSTANCE,
        PERMISSION_SET
    }

    private static final Path TABLE = Path.of("src", "main", "resources", "privilege", "escalations.json");

    static List<PublishedPath> all() {
        try {
            return Muster.each(Documents.tree(Files.readString(TABLE)).path("paths"))
                    .map(PublishedPath::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PublishedPath of(JsonNode row) {
        return new PublishedPath(
                row.path("name").asText(),
                Muster.each(row.path("actions")).map(JsonNode::asText).toList(),
                Target.valueOf(row.path("leadsTo").asText()),
                row.path("service").asText(null));
    }

    /** The actions but that of the place; all of them where the path has none there. */
    List<String> without(int place) {
        return IntStream.range(0, actions.size())
                .filter(other -> other != place)
                .mapToObj(actions::get)
                .toList();
    }

    /** Whether it ends with rights of an administrator; how far the other ways lead is not known. */
    boolean ofAdministrator() {
        return switch (target) {
            case OTHER_VERSION, DENIALS, PERMISSION_SET -> false;
            case BOUNDARY ->
                actions.contains("iam:CreatePolicyVersion"); // which changes another policy of the role as well
            case SELF,
                    NEW_ROLE,
                    USER_ADMINISTRATOR,
                    CONTROLLED_USER,
                    USER,
                    TRUST,
                    FEDERATED,
                    ASSUME,
                    CHANGED,
                    UNBOUNDED,
                    PASSED,
                    OWN_INSTANCE,
                    EXISTING,
                    INSTANCE -> true;
        };
    }
}
