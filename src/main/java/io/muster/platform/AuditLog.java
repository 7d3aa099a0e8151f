package io.muster.platform;

import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Keeps in the log, under {@code io.muster.audit}, who did what and who was refused. Tokens and passwords never come here. */
@ApplicationScoped
public class AuditLog {

    /** What callers do that changes something. */
    public enum Action {
        ACCOUNT_REGISTERED("Account registered"),
        ACCOUNT_CHANGED("Account changed"),
        ACCOUNT_UNREGISTERED("Account unregistered"),
        ACCOUNT_PURGED("Account purged"),
        SCAN_REQUESTED("Scan requested"),
        SCAN_CANCELLED("Scan cancelled");

        private final String message;

        Action(String message) {
            this.message = message;
        }
    }

    private static final StructuredLog LOG = StructuredLog.of("io.muster.audit");

    /** What the caller did, after it was done. */
    public void done(Caller caller, Action action, Map<String, ?> about) {
        StructuredLog entry = caller(caller.name(), caller.role());
        for (Map.Entry<String, ?> detail : about.entrySet()) {
            entry = entry.with(detail.getKey(), detail.getValue());
        }
        entry.info(action.message);
    }

    /**
     * A call that the caller may not make.
     *
     * @param role null for none
     */
    public void refused(String name, @Nullable Role role, String method, String path) {
        caller(name, role).with("method", method).with("path", path).warn("Call refused");
    }

    private static StructuredLog caller(String name, @Nullable Role role) {
        return LOG.with("caller", name).with("role", role == null ? "none" : role.wireName());
    }
}
