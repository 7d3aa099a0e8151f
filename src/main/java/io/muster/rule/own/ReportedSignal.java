package io.muster.rule.own;

import io.muster.inventory.signal.SignalState;
import io.muster.inventory.signal.SignalType;
import io.muster.inventory.signal.StoredSignal;
import io.muster.rule.Severity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A signal of another product as expressions see it, with the names that it has in GraphQL. Public, for its components are read by reflection. */
@RegisterForReflection
public record ReportedSignal(
        String source,
        String uid,
        SignalType type,
        SignalState state,
        @Nullable Severity severity,
        String title,
        List<String> vulnerabilities,
        @Nullable Boolean exploitAvailable,
        @Nullable Boolean fixAvailable,
        Instant observedAt) {

    static ReportedSignal of(StoredSignal signal) {
        List<String> vulnerabilities = new ArrayList<>();
        signal.document().path("vulnerabilities").forEach(id -> vulnerabilities.add(id.asText()));
        return new ReportedSignal(
                signal.source(),
                signal.uid(),
                signal.type(),
                signal.state(),
                signal.severityRank() == null ? null : Severity.ofRank(signal.severityRank()),
                signal.document().path("title").asText(),
                vulnerabilities,
                flag(signal, "exploitAvailable"),
                flag(signal, "fixAvailable"),
                signal.observedAt());
    }

    private static @Nullable Boolean flag(StoredSignal signal, String name) {
        return signal.document().has(name) ? signal.document().get(name).asBoolean() : null;
    }
}
