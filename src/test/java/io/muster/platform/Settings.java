package io.muster.platform;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.time.Duration;
import java.util.Map;

/** Settings without an application. */
public final class Settings {

    private Settings() {}

    /** The mapping as the settings given have it, with its defaults for the rest. */
    public static <T> T of(Class<T> mapping, Map<String, String> settings) {
        return builder(mapping, settings).build().getConfigMapping(mapping);
    }

    /** As {@link #of}; a value that the mapping's constraints exclude is refused, as at start. */
    public static <T> T checked(Class<T> mapping, Map<String, String> settings) {
        return builder(mapping, settings)
                .withValidator(new BeanValidationConfigValidatorImpl())
                .build()
                .getConfigMapping(mapping);
    }

    private static SmallRyeConfigBuilder builder(Class<?> mapping, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withValidateUnknown(false)
                .withDefaultValues(settings);
    }
}
