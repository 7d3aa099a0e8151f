package io.muster.platform.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.platform.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of all settings, from a file that is generated from the code. */
final class KnownSettings {

    private static final String FILE = "/muster-settings.txt";

    /** A part that a user fills in, for example {@code ."<account-id>".}. */
    private static final Pattern FILLED_IN = Pattern.compile("\\.\"<[^>]*>\"\\.");

    private static final String ENVIRONMENT = "MUSTER_";

    /** The variables that Kubernetes gives pods about a service named muster, unless {@code enableServiceLinks} is false. */
    private static final Pattern SERVICE_LINK = Pattern.compile(
            "MUSTER(_[A-Z0-9_]+)?_(SERVICE_(HOST|PORT(_[A-Z0-9_]+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private final List<String> keys;
    private final Pattern variables;

    KnownSettings(Collection<String> keys) {
        this.keys = List.copyOf(keys);
        this.variables =
                Pattern.compile(keys.stream().map(KnownSettings::variable).collect(Collectors.joining("|")));
    }

    static KnownSettings shipped() {
        try (InputStream file = KnownSettings.class.getResourceAsStream(FILE)) {
            return new KnownSettings(
                    new String(file.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The fault of a name, of an environment variable or with dots.
     *
     * @return empty for the name of a setting, and for names that are not Muster's
     */
    Optional<String> fault(String name) {
        if (variables.matcher(canonical(name)).matches()
                || SERVICE_LINK.matcher(name).matches()) {
            return Optional.empty();
        }
        boolean variable = name.startsWith(ENVIRONMENT);
        List<String> names =
                variable ? keys.stream().map(KnownSettings::canonical).toList() : keys;
        return Optional.of(name + " is no setting of Muster" + Nearest.suggestion(name, names));
    }

    /** As SmallRye Config finds a setting's variable; a list's entries may have their places behind them. */
    private static String variable(String key) {
        Matcher filledIn = FILLED_IN.matcher(key);
        String pattern = filledIn.find()
                ? canonical(key.substring(0, filledIn.start())) + "_+[A-Z0-9_]+?_+"
                        + canonical(key.substring(filledIn.end()))
                : canonical(key);
        return pattern + "(_\\d+_)?";
    }

    private static String canonical(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
