package io.muster.scan.verification;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.privilege.Decision;
import io.muster.estate.privilege.Statement;
import io.muster.inventory.StorableText;
import io.muster.scan.verification.SimulatorQuestions.SimulatorAnswer;
import java.util.Collection;
import java.util.List;

/** The statements and reasons behind both answers, as JSON. */
final class VerificationEvidence {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private VerificationEvidence() {}

    static ObjectNode of(Decision decision) {
        ObjectNode own = JSON.objectNode();
        own.set("grants", statements(decision.grants()));
        own.set("denials", statements(decision.denials()));
        own.set("reasons", texts(decision.reasons()));
        ObjectNode evidence = JSON.objectNode();
        evidence.set("muster", own);
        return evidence;
    }

    static ObjectNode with(ObjectNode evidence, SimulatorAnswer answer) {
        ObjectNode aws =
                evidence.putObject("aws").put("decision", answer.simulation().decision());
        aws.set("statements", texts(answer.simulation().statements()));
        aws.set("missingContext", texts(answer.simulation().missing()));
        ObjectNode context = aws.putObject("context");
        answer.context().forEach((key, values) -> context.set(key, texts(values)));
        if (answer.simulation().byOrganization() != null) {
            aws.put("allowedByOrganization", answer.simulation().byOrganization());
        }
        if (answer.simulation().byBoundary() != null) {
            aws.put("allowedByBoundary", answer.simulation().byBoundary());
        }
        return evidence;
    }

    private static ArrayNode statements(List<Statement> statements) {
        ArrayNode all = JSON.arrayNode();
        statements.forEach(statement -> statement.facts().forEach(all.addObject()::put));
        return all;
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode all = JSON.arrayNode();
        texts.stream().map(StorableText::of).forEach(all::add);
        return all;
    }
}
