package io.muster.api;

import io.muster.inventory.query.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** Looks for a part in the texts of the statements that {@link Database} sends meanwhile, as it logs them. */
final class SentStatements extends ExtHandler {

    private static final Logger LOG = Logger.getLogger(Database.class.getName());

    private final String part;
    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();

    SentStatements(String part) {
        this.part = part;
    }

    void begin() {
        LOG.addHandler(this);
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.DEBUG);
    }

    void end() {
        LOG.setLevel(null);
        LOG.setUseParentHandlers(true);
        LOG.removeHandler(this);
    }

    int sent() {
        return sent.get();
    }

    Set<String> found() {
        return found;
    }

    @Override
    protected void doPublish(ExtLogRecord entry) {
        String statement = entry.getMdcCopy().get("statement");
        if (statement == null) {
            return;
        }
        sent.incrementAndGet();
        if (statement.contains(part)) {
            found.add(statement);
        }
    }
}
