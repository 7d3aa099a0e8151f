package io.muster.rest.signal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.inventory.signal.OcsfEvent;
import io.muster.inventory.signal.Signal;
import io.muster.platform.AccountScope;
import io.muster.platform.MusterException;
import io.muster.platform.MusterException.Violation;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads imported events one by one: a bad one costs itself alone. */
final class SignalLines {

    static final int MOST = 1_000;

    private final ObjectMapper json;
    private final AccountScope scope;
    private final Instant now;
    private final List<Signal> signals = new ArrayList<>();
    private final List<RefusedSignal> refused = new ArrayList<>();
    private int received;

    private SignalLines(ObjectMapper json, AccountScope scope, Instant now) {
        this.now = now;
        this.json = json;
        this.scope = scope;
    }

    /** @throws MusterException where the body as a whole is refused */
    static SignalLines read(String body, ObjectMapper json, AccountScope scope, Instant now) {
        SignalLines lines = new SignalLines(json, scope, now);
        JsonNode whole = lines.tree(body);
        if (whole == null && body.stripLeading().startsWith("[")) {
            throw MusterException.badField("body", "is not valid JSON");
        }
        if (whole != null && whole.isArray()) {
            requireFew(whole.size());
            whole.forEach(event -> lines.take(++lines.received, event));
        } else if (whole != null) {
            lines.received = 1;
            lines.take(1, whole);
        } else {
            lines.takeLines(body.split("\n", -1));
        }
        return lines;
    }

    private void takeLines(String... lines) {
        requireFew((int) List.of(lines).stream().filter(line -> !line.isBlank()).count());
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                received++;
                take(i + 1, tree(lines[i]));
            }
        }
    }

    private static void requireFew(int events) {
        if (events == 0 || events > MOST) {
            throw MusterException.badField("body", "has " + events + " events; 1 to " + MOST + " are taken");
        }
    }

    private void take(int line, @Nullable JsonNode event) {
        try {
            if (event == null || !event.isObject()) {
                throw MusterException.badField("", "is no JSON object");
            }
            List<Signal> read = OcsfEvent.read(event, now);
            for (Signal signal : read) {
                if (!scope.admits(signal.accountId())) {
                    throw MusterException.badField(
                            "cloud.account.uid", signal.accountId() + " is not an account that the caller may see");
                }
            }
            signals.addAll(read);
        } catch (MusterException fault) {
            Violation violation = fault.violations().get(0);
            refused.add(new RefusedSignal(line, violation.field(), violation.message()));
        }
    }

    private @Nullable JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    List<Signal> signals() {
        return signals;
    }

    List<RefusedSignal> refused() {
        return refused;
    }

    int received() {
        return received;
    }
}
