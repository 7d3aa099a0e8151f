package io.muster.account;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings of {@code muster.organization}, as they are read at start. */
final class OrganizationSettings {

    private OrganizationSettings() {}

    /** @param settings names without the prefix, and values */
    static OrganizationConfig of(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("muster.organization." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(OrganizationConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(OrganizationConfig.class);
    }
}
