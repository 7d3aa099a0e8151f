package io.muster.rule;

import io.muster.estate.traffic.PortSet;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.Converter;

/** Every port from first to last, both included, as settings and tags write it: {@code 443} or {@code 8000-8010}. */
public record PortRange(int first, int last) {

    private static final int HIGHEST = 65535;
    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    PortSet ports() {
        return PortSet.range(first, last);
    }

    /** The range that the text says; empty where it says none. */
    static Optional<PortRange> tryParse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        return first <= last && last <= HIGHEST ? Optional.of(new PortRange(first, last)) : Optional.empty();
    }

    /** Reads a setting, and refuses one that is no range of ports. */
    @RegisterForReflection
    public static final class Reader implements Converter<PortRange> {

        private static final long serialVersionUID = 1;

        /** Its own constructor, for the converter is made by reflection. */
        public Reader() {}

        @Override
        public PortRange convert(String value) {
            return tryParse(value)
                    .orElseThrow(() -> new IllegalArgumentException("\"" + value
                            + "\" is neither a port nor a range of ports from 0 to " + HIGHEST + nearest(value)));
        }

        private static String nearest(String value) {
            Matcher matcher = FORM.matcher(value.strip());
            if (!matcher.matches()) {
                return ". Write 443 or 8000-8010";
            }
            int one = Math.min(HIGHEST, Integer.parseInt(matcher.group(1)));
            int other = matcher.group(2) == null ? one : Math.min(HIGHEST, Integer.parseInt(matcher.group(2)));
            return ". Did you mean " + Math.min(one, other) + (one == other ? "" : "-" + Math.max(one, other)) + "?";
        }
    }
}
