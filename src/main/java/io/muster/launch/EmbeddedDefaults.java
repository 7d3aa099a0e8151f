package io.muster.launch;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.graalvm.nativeimage.ImageInfo;

/**
 * In dev mode and in tests, gives {@code muster.database.*} an embedded PostgreSQL and {@code muster.demo.port} a free
 * port, unless they are set. A configuration source, since both must be known before Quarkus opens its pools.
 */
public final class EmbeddedDefaults implements ConfigSourceFactory {

    /** Below {@code application.properties} (250), so that settings there and above take precedence. */
    private static final int ORDINAL = 110;

    private static final Set<String> EMBEDDED_PROFILES = Set.of("dev", "test");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        if (ImageInfo.inImageCode()) {
            return List.of(); // and the compiler leaves the server's classes, which are never packaged, alone
        }
        if (context.getProfiles().stream().noneMatch(EMBEDDED_PROFILES::contains)
                || isSet(context, "muster.database.host")) {
            return List.of();
        }
        return List.of(new EmbeddedSource());
    }

    private static boolean isSet(ConfigSourceContext context, String property) {
        ConfigValue value = context.getValue(property);
        return value != null && value.getValue() != null;
    }

    /** Starts the server when one of its properties is first asked for: reading their names must not. */
    private static final class EmbeddedSource implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return Set.of(
                    "muster.database.host",
                    "muster.database.port",
                    "muster.database.name",
                    "muster.database.username",
                    "muster.database.password",
                    "muster.demo.port");
        }

        @Override
        public String getValue(String property) {
            return switch (property) {
                case "muster.database.host" -> "localhost";
                case "muster.database.port" -> String.valueOf(EmbeddedDatabase.port());
                case "muster.database.name", "muster.database.username", "muster.database.password" -> "postgres";
                case "muster.demo.port" -> String.valueOf(FreePort.of("muster.launch.demo-port"));
                default -> null;
            };
        }

        @Override
        public String getName() {
            return "embedded defaults of dev mode and tests";
        }

        @Override
        public int getOrdinal() {
            return ORDINAL;
        }
    }
}
