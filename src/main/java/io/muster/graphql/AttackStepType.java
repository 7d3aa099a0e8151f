package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("AttackStep")
@Description("One step of an attack path.")
public record AttackStepType(
        @NonNull @Description("The resource that the step is about.")
        String resourceArn,

        @NonNull @Description("Its kind.") ResourceKind kind,

        @NonNull @Description("The condition that makes the step possible.")
        String why,

        @Ignore @Nullable String ruleId,
        @Ignore @Nullable String findingArn) {

    static AttackStepType of(JsonNode step) {
        return new AttackStepType(
                step.path("resourceArn").asText(),
                ResourceKind.valueOf(step.path("kind").asText()),
                step.path("why").asText(),
                step.path("ruleId").textValue(),
                step.path("findingArn").textValue());
    }
}
