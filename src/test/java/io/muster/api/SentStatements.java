package io.muster.api;

import io.muster.inventory.query.Database;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** The texts of the statements that {@link Database} sends meanwhile, as it logs them. */
final class SentStatements extends ExtHandler {

    private static final Logger LOG = Logger.getLogger(Database.class.getName());

    private final Set<String> texts = ConcurrentHashMap.newKeySet();

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

    /** Those that have the part in their text. */
    Set<String> with(String part) {
        return texts.stream().filter(text -> text.contains(part)).collect(Collectors.toSet());
    }

    @Override
    protected void doPublish(ExtLogRecord entry) {
        String statement = entry.getMdcCopy().get("statement");
        if (statement != null) {
            texts.add(statement);
        }
    }
}
