package io.muster.platform.check;

import io.quarkus.runtime.LaunchMode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** A setting has an unknown name, most likely a misspelt one, and is not in force. */
@Singleton
class UnknownSetting implements StartUpCheck {

    private static final String VARIABLES = "MUSTER_";

    /** The value that Kubernetes gives {@code MUSTER_PORT} for a service of that name. */
    private static final Pattern SERVICE_LINK = Pattern.compile("(tcp|udp|sctp)://\\S+");

    private static final String PROPERTIES = "muster.";

    /** The settings that dev mode keeps over its restarts. */
    private static final String OWN = "muster.launch.";

    private final KnownSettings known;
    private final Map<String, String> variables;
    private final Set<String> properties;

    @Inject
    UnknownSetting(Config config) {
        this(
                KnownSettings.shipped(),
                System.getenv(),
                // tests keep properties of their own there
                LaunchMode.current() == LaunchMode.TEST
                        ? Set.of()
                        : StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                                .collect(Collectors.toSet()));
    }

    UnknownSetting(KnownSettings known, Map<String, String> variables, Set<String> properties) {
        this.known = known;
        this.variables = variables;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "unknown-setting";
    }

    @Override
    public boolean acceptable() {
        return false;
    }

    @Override
    public boolean ofServing() {
        return false;
    }

    @Override
    public Optional<Fault> find() {
        Set<String> wrong = Stream.concat(variables(), properties())
                .flatMap(name -> known.fault(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault(
                        String.join("; ", wrong), "correct the name or remove it; docs/configuration.md has them all"));
    }

    private Stream<String> variables() {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(VARIABLES))
                .filter(variable -> !SERVICE_LINK.matcher(variable.getValue()).matches())
                .map(Map.Entry::getKey);
    }

    /** The names of properties, without environment variables, which the configuration also lists in the form with dots. */
    private Stream<String> properties() {
        return properties.stream()
                .filter(name -> name.startsWith(PROPERTIES) && !name.startsWith(OWN))
                .filter(name -> !variables.containsKey(
                        name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT)));
    }
}
