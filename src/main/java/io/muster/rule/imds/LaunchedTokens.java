package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.LaunchMetadataOptions;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;

/**
 * Whether instances of a launch accept IMDSv1. Where the launch leaves the tokens open, the account's default decides, and where that
 * states no preference, the image.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html">Configure the
 *     instance metadata options, "Order of precedence for instance metadata configuration"</a>
 */
final class LaunchedTokens {

    private static final String DISABLED = "disabled";
    private static final String REQUIRED = "required";
    private static final String ENFORCED = "enabled";
    private static final String NO_PREFERENCE = "no-preference";
    private static final String IMDSV2_IMAGE = "v2.0";

    private LaunchedTokens() {}

    /**
     * Whether its instances accept IMDSv1.
     *
     * @param imageId of the launch; null where it leaves that open
     */
    static Certainty optional(@Nullable LaunchMetadataOptions options, @Nullable String imageId, Estate estate) {
        RegionSettings settings = settings(estate);
        if (off(options, settings) || (settings != null && ENFORCED.equals(settings.imdsHttpTokensEnforced()))) {
            return Certainty.NO;
        }
        if (options != null && options.httpTokens() != null) {
            return Certainty.certainly(!REQUIRED.equals(options.httpTokens()));
        }
        String tokens = settings == null ? null : settings.imdsHttpTokensDefault();
        if (tokens == null) {
            return Certainty.POSSIBLE;
        }
        return NO_PREFERENCE.equals(tokens) ? byImage(imageId, estate) : Certainty.certainly(!REQUIRED.equals(tokens));
    }

    /** Whether the metadata service of its instances is off. */
    static boolean off(@Nullable LaunchMetadataOptions options, Estate estate) {
        return off(options, settings(estate));
    }

    private static @Nullable RegionSettings settings(Estate estate) {
        return estate.knows(ResourceKind.REGION_SETTINGS)
                ? estate.all(RegionSettings.class).stream()
                        .map(Resource::attributes)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static boolean off(@Nullable LaunchMetadataOptions options, @Nullable RegionSettings settings) {
        return (options != null && options.httpEndpoint() != null)
                ? DISABLED.equals(options.httpEndpoint())
                : (settings != null && DISABLED.equals(settings.imdsHttpEndpointDefault()));
    }

    /** Of an image of another owner, and of one that a parameter names, it is not known. */
    private static Certainty byImage(@Nullable String imageId, Estate estate) {
        return imageId == null || !estate.knows(ResourceKind.IMAGE)
                ? Certainty.POSSIBLE
                : estate.find(Image.class, imageId)
                        .map(image -> Certainty.certainly(
                                !IMDSV2_IMAGE.equals(image.attributes().imdsSupport())))
                        .orElse(Certainty.POSSIBLE);
    }

    /**
     * The reason for which it is only possible.
     *
     * @param launcher that leaves the tokens open, for the message
     */
    static String missing(String launcher, Estate estate) {
        return estate.knows(ResourceKind.REGION_SETTINGS)
                ? "the " + launcher
                        + " leaves open whether IMDSv2 is required, and the account's default or the image, which decide, are not"
                        + " known"
                : "not known: " + estate.missing(ResourceKind.REGION_SETTINGS);
    }
}
