package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AttackCut")
@Description("A single change after which an attack path is no more; another one to the same prize may be left.")
public record AttackCutType(
        @NonNull @Description("The resource to change.") String resourceArn,

        @NonNull @Description("Its kind.") ResourceKind kind,

        @NonNull @Description("The change, in words.") String change) {

    static AttackCutType of(JsonNode cut) {
        return new AttackCutType(
                cut.path("resourceArn").asText(),
                ResourceKind.valueOf(cut.path("kind").asText()),
                cut.path("change").asText());
    }
}
