package io.muster.rule;

import io.muster.platform.Settings;
import java.util.Map;
import java.util.stream.Collectors;

/** Baselines without an application. */
public final class Baselines {

    private static final Baseline USUAL = of(Map.of());

    private Baselines() {}

    /** The one with every default. */
    public static Baseline usual() {
        return USUAL;
    }

    /** The one with some settings, by their names behind {@code muster.baseline}, and every other default. */
    public static Baseline of(Map<String, String> settings) {
        return new Baseline(Settings.of(
                BaselineConfig.class,
                settings.entrySet().stream()
                        .collect(Collectors.toMap(entry -> "muster.baseline." + entry.getKey(), Map.Entry::getValue))));
    }
}
