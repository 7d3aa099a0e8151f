package io.muster.estate.attack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An attack path as it is stored. */
final class AttackPathDocument {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttackPathDocument() {}

    static String text(AttackPath path) {
        return of(path).toString();
    }

    static ObjectNode of(AttackPath path) {
        ObjectNode document = JSON.objectNode()
                .put("title", path.title())
                .put("prize", path.prize().name())
                .put("certain", path.certain());
        ArrayNode steps = document.putArray("steps");
        path.steps()
                .forEach(step -> steps.addObject()
                        .put("resourceArn", step.resourceArn())
                        .put("kind", step.kind().name())
                        .put("why", step.why())
                        .put("ruleId", step.ruleId())
                        .put("findingArn", step.findingArn()));
        ArrayNode cuts = document.putArray("cuts");
        path.cuts().stream()
                .distinct()
                .forEach(cut -> cuts.addObject()
                        .put("resourceArn", cut.resourceArn())
                        .put("kind", cut.kind().name())
                        .put("change", cut.change()));
        return document;
    }
}
