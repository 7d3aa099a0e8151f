package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.RegionSettings;
import jakarta.annotation.Nullable;

/**
 * The account's settings of the region for the metadata options of launches.
 *
 * @param settings null where they were not read
 */
record LaunchDefaults(@Nullable RegionSettings settings) {

    static final String REQUIRED = "required";

    private static final String DISABLED = "disabled";
    private static final String ENFORCED = "enabled";

    static LaunchDefaults of(Estate estate) {
        return new LaunchDefaults(estate.stored(RegionSettings.class).stream()
                .filter(estate::current)
                .map(Resource::attributes)
                .findFirst()
                .orElse(null));
    }

    /** Whether the metadata service of an instance that is launched with the options is off. */
    boolean switchOff(@Nullable LaunchMetadataOptions options) {
        return isLeftOpen(options)
                ? settings != null && DISABLED.equals(settings.imdsHttpEndpointDefault())
                : DISABLED.equals(options.httpEndpoint());
    }

    private static boolean isLeftOpen(@Nullable LaunchMetadataOptions options) {
        return options == null || options.httpEndpoint() == null;
    }

    /** Whether launches that do not require IMDSv2 are refused. */
    boolean enforce() {
        return settings != null && ENFORCED.equals(settings.imdsHttpTokensEnforced());
    }

    /** What is required of launches that leave it open; null where that was not read. */
    @Nullable
    String tokens() {
        return settings == null ? null : settings.imdsHttpTokensDefault();
    }
}
