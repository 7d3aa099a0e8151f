package io.muster.platform;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Configures the trusted authorities of both drivers. Their modes follow from {@code application.properties}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">PostgreSQL: SSL support</a>
 */
public final class DatabaseTls implements ConfigSourceFactory {

    private static final String REACTIVE = "quarkus.datasource.reactive.";
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    /** Below {@code application.properties} (250), so that a user's setting there or above wins. */
    private static final int ORDINAL = 110;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        String certificate = value(context, "muster.database.ssl-root-certificate");
        if (certificate.isBlank()) {
            settings.put(REACTIVE + "trust-all", "true");
        } else {
            settings.put(REACTIVE + "trust-certificate-pem", "true");
            settings.put(REACTIVE + "trust-certificate-pem.certs", certificate);
            settings.put(JDBC + "sslrootcert", certificate);
        }
        boolean byName = value(context, "muster.database.ssl-mode").equals("verify-full");
        settings.put(REACTIVE + "hostname-verification-algorithm", byName ? "HTTPS" : "NONE");
        return List.of(new PropertiesConfigSource(settings, "database TLS", ORDINAL));
    }

    private static String value(ConfigSourceContext context, String name) {
        ConfigValue found = context.getValue(name);
        return found == null || found.getValue() == null ? "" : found.getValue();
    }
}
