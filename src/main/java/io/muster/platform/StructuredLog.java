package io.muster.platform;

import jakarta.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * Writes messages that are always the same, so that they can be searched for and counted; their values go into
 * named fields. In JSON the fields stand under {@code mdc}, beside the trace's ids and the request's; in text they follow the
 * message.
 *
 * <p>Fields are no place for secrets: external ids, user data, tokens, query literals.
 */
public final class StructuredLog {

    private static final String CALLED = StructuredLog.class.getName();

    private final Logger logger;
    private final Map<String, String> fields;

    private StructuredLog(Logger logger, Map<String, String> fields) {
        this.logger = logger;
        this.fields = fields;
    }

    public static StructuredLog of(Class<?> source) {
        return of(source.getName());
    }

    public static StructuredLog of(String category) {
        return new StructuredLog(Logger.getLogger(category), Map.of());
    }

    /** The same log with a field more; null adds none. */
    public StructuredLog with(String field, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(field, value.toString());
        return new StructuredLog(logger, more);
    }

    public void debug(String message) {
        write(Level.DEBUG, message, null);
    }

    public void info(String message) {
        write(Level.INFO, message, null);
    }

    public void warn(String message) {
        write(Level.WARN, message, null);
    }

    public void warn(String message, Throwable cause) {
        write(Level.WARN, message, cause);
    }

    public void error(String message, Throwable cause) {
        write(Level.ERROR, message, cause);
    }

    private void write(Level level, String message, @Nullable Throwable cause) {
        if (!logger.isLoggable(level)) {
            return;
        }
        ExtLogRecord entry = new ExtLogRecord(level, message, ExtLogRecord.FormatStyle.NO_FORMAT, CALLED);
        entry.setLoggerName(logger.getName());
        entry.setThrown(cause);
        fields.forEach(entry::putMdc);
        RequestId.current().ifPresent(id -> entry.putMdc("requestId", id));
        entry.setNdc(text());
        logger.log(entry);
    }

    /** The fields for the text format, which prints them after the message; empty without fields. */
    private String text() {
        return fields.entrySet().stream()
                .map(field -> " " + field.getKey() + "=" + field.getValue().replaceAll("\\p{Cntrl}", "?"))
                .collect(Collectors.joining());
    }
}
