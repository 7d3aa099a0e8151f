package io.muster.platform;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * Logs, under {@code io.muster.audit}, each action and each call of an agent's tool with its caller and address, and each refused caller. Tokens, passwords and
 * external ids never come here.
 */
@ApplicationScoped
public class AuditLog {

    /** The actions of callers that change data. */
    public enum Action {
        ACCOUNT_REGISTERED("Account registered"),
        ACCOUNT_CHANGED("Account changed"),
        ACCOUNT_UNREGISTERED("Account unregistered"),
        ACCOUNT_PURGED("Account purged"),
        SCAN_REQUESTED("Scan requested"),
        SCAN_CANCELLED("Scan cancelled"),
        ASSESSMENT_REQUESTED("Assessment requested"),
        ASSESSMENT_CANCELLED("Assessment cancelled"),
        EXEMPTION_MADE("Exemption made"),
        EXEMPTION_CHANGED("Exemption changed"),
        EXEMPTION_APPROVED("Exemption approved"),
        EXEMPTION_REFUSED("Exemption refused"),
        EXEMPTION_LIFTED("Exemption lifted"),
        WEBHOOK_MADE("Webhook made"),
        WEBHOOK_CHANGED("Webhook changed"),
        WEBHOOK_DELETED("Webhook deleted"),
        WEBHOOK_TESTED("Webhook tested"),
        WEBHOOK_REPLAYED("Deliveries of a webhook replayed"),
        SIGNALS_IMPORTED("Signals imported"),
        VERIFICATION_REQUESTED("Verification requested");

        private final String message;

        Action(String message) {
            this.message = message;
        }

        String message() {
            return message;
        }
    }

    private static final StructuredLog LOG = StructuredLog.of("io.muster.audit");

    /** Logs an action of the caller, after it succeeded. */
    public void done(Caller caller, Action action, Map<String, ?> about) {
        StructuredLog entry = caller(caller);
        for (Map.Entry<String, ?> detail : about.entrySet()) {
            entry = entry.with(detail.getKey(), detail.getValue());
        }
        entry.info(action.message());
    }

    /** A person who has signed in to the pages. */
    public void signedIn(Caller caller) {
        caller(caller).info("Signed in");
    }

    /** A call of an agent's tool. */
    public void toolCalled(Caller caller, String tool) {
        caller(caller).with("tool", tool).info("Tool called");
    }

    /** A call that the caller may not make. */
    public void refused(Caller caller, String method, String path) {
        refused(caller(caller), method, path);
    }

    /** A call of an authenticated caller without a role in Muster. */
    public void refusedWithoutRole(String name, String method, String path) {
        refused(from(LOG.with("caller", name).with("role", "none")), method, path);
    }

    private static void refused(StructuredLog caller, String method, String path) {
        caller.with("method", method).with("path", path).warn("Call refused");
    }

    private static StructuredLog caller(Caller caller) {
        CallerId id = caller.id();
        return from(LOG.with("caller", caller.name())
                .with("role", caller.role().wireName())
                .with("source", id.source().wireName())
                .with("issuer", blankToNull(id.issuer()))
                .with("subject", id.subject()));
    }

    private static StructuredLog from(StructuredLog entry) {
        return entry.with("from", RemoteAddress.current().orElse(null));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
