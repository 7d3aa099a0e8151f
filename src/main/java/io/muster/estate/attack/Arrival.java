package io.muster.estate.attack;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.HeldHosts.HeldHost;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A way over the network from a host of another account or region, which an attacker may hold, to an instance.
 *
 * @param certain false where it depends on what was not read
 * @param how     what lets it in, in words that tell nothing of the other host
 * @param missing what was not read, where the way is not certain
 */
record Arrival(HeldHost host, boolean certain, String how, Set<String> missing) {

    /** From the internet to the other host, as its own account tells them. */
    List<AttackStep> steps() {
        List<AttackStep> steps = new ArrayList<>();
        for (JsonNode step : host.steps()) {
            steps.add(new AttackStep(
                    step.path("resourceArn").asText(),
                    ResourceKind.valueOf(step.path("kind").asText()),
                    step.path("why").asText(),
                    text(step, "ruleId"),
                    text(step, "findingArn")));
        }
        return steps;
    }

    private static @Nullable String text(JsonNode step, String field) {
        return step.path(field).textValue();
    }

    /** What kind of host it is, for an instance of the scope. */
    String from(Scope own) {
        return host.scope().accountId().equals(own.accountId())
                ? "a host of another region"
                : "a host of another account";
    }
}
