package io.muster.aws;

import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** The regions that AWS has published, as the SDK knows them. */
public final class AwsRegions {

    /** Looked up here, for {@link Region#of} takes any text and keeps it for good. */
    private static final Set<String> NAMES = Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .map(Region::id)
            .collect(Collectors.toUnmodifiableSet());

    private AwsRegions() {}

    /** Whether it names a region, in any partition; pseudo regions such as {@code aws-global} do not count. */
    public static boolean known(String name) {
        return name != null && NAMES.contains(name);
    }
}
