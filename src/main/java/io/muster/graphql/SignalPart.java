package io.muster.graphql;

import graphql.schema.GraphQLCodeRegistry;
import io.muster.inventory.signal.SignalState;
import io.muster.inventory.signal.SignalType;
import io.muster.inventory.signal.StoredSignal;
import io.muster.rule.Severity;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** The part of the schema that is about signals of other products. */
@ApplicationScoped
class SignalPart implements SchemaAssembly.SchemaPart {

    private static final String TYPE = """
            "An imported statement of another product about a resource. It is no finding, and counts in no count of findings; a critical vulnerability with a known exploit counts in attack paths."
            type Signal {
              "The product, as it names itself."
              source: String!
              "The product's id of it."
              uid: String!
              "Its subject."
              type: SignalType!
              "Where it stands with its source."
              state: SignalState!
              "The severity that its source gives it, FATAL as CRITICAL; null where it gives none."
              severity: Severity
              "Its title."
              title: String!
              "Its text, of at most 2000 characters, with the kind of each secret in its place."
              message: String
              "The advice of its source."
              remediation: String
              "The ids of the vulnerabilities that it is about, a few at most."
              vulnerabilities: [String!]!
              "Whether an exploit is known; null where its source does not say."
              exploitAvailable: Boolean
              "Whether there is a fix; null where its source does not say."
              fixAvailable: Boolean
              "When its source saw it."
              observedAt: DateTime!
              "When it was imported last."
              receivedAt: DateTime!
            }
            """;

    @Override
    public String definitions() {
        return TYPE + Definitions.enumeration(SignalType.class) + Definitions.enumeration(SignalState.class);
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        Fields<StoredSignal> signal = new Fields<>(code, "Signal");
        signal.field("source", StoredSignal::source);
        signal.field("uid", StoredSignal::uid);
        signal.field("type", StoredSignal::type);
        signal.field("state", StoredSignal::state);
        signal.field("severity", one -> one.severityRank() == null ? null : Severity.ofRank(one.severityRank()));
        for (String text : List.of("title", "message", "remediation")) {
            signal.field(text, one -> one.document().path(text).textValue());
        }
        signal.field("vulnerabilities", SignalPart::vulnerabilities);
        signal.field("exploitAvailable", one -> flag(one, "exploitAvailable"));
        signal.field("fixAvailable", one -> flag(one, "fixAvailable"));
        signal.field("observedAt", StoredSignal::observedAt);
        signal.field("receivedAt", StoredSignal::receivedAt);
    }

    private static List<String> vulnerabilities(StoredSignal signal) {
        List<String> ids = new ArrayList<>();
        signal.document().path("vulnerabilities").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static @Nullable Boolean flag(StoredSignal signal, String name) {
        return signal.document().has(name) ? signal.document().get(name).asBoolean() : null;
    }
}
