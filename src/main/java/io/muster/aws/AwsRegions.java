package io.muster.aws;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.RegionMetadata;

/** The regions that AWS has published, as the SDK knows them. */
public final class AwsRegions {

    private AwsRegions() {}

    /** Whether it names a region, in any partition; pseudo regions such as {@code aws-global} do not count. */
    public static boolean known(String name) {
        return RegionMetadata.of(Region.of(name)) != null && !Region.of(name).isGlobalRegion();
    }
}
