package io.muster.platform;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a setting that is true or false. The standard converter takes every unknown text for false. */
@RegisterForReflection
public final class TrueOrFalse implements Converter<Boolean> {

    private static final long serialVersionUID = 1;

    private static final List<String> ON = List.of("true", "yes", "on", "1");
    private static final List<String> OFF = List.of("false", "no", "off", "0");

    /** Its own constructor, for the converter is made by reflection. */
    public TrueOrFalse() {}

    @Override
    public Boolean convert(String value) {
        String text = value.strip().toLowerCase(Locale.ROOT);
        if (ON.contains(text)) {
            return true;
        }
        if (OFF.contains(text)) {
            return false;
        }
        throw new IllegalArgumentException(
                "\"" + value + "\" is neither true nor false" + Nearest.suggestion(text, List.of("true", "false")));
    }
}
