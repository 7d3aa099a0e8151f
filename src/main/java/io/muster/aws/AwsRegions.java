package io.muster.aws;

import io.muster.platform.Nearest;
import io.muster.platform.Texts;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;

/** Which texts name a region: those that the SDK knows, and those of the same form, for AWS opens regions that it does not know. */
public final class AwsRegions {

    /** Looked up here, for {@link Region#of} takes any text and keeps it for good. */
    private static final Set<String> NAMES = Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .map(Region::id)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, String> PARTITIONS = Region.regions().stream()
            .filter(region -> !region.isGlobalRegion())
            .collect(Collectors.toUnmodifiableMap(
                    Region::id, region -> region.metadata().partition().id()));

    /** The form of names, for example {@code us-gov-west-1}, {@code eusc-de-east-1}, {@code us-isob-east-1}. */
    private static final Pattern FORM = Pattern.compile("[a-z]{2,5}(-[a-z]{2,16}){1,2}-[1-9]\\d?");

    private AwsRegions() {}

    /**
     * Where the endpoint of a service is that has one for the whole partition. A partition without a pseudo region for it
     * has one region that stands for it.
     *
     * @return empty for a partition that the SDK does not know
     */
    static Optional<Region> globalIn(String partition) {
        return Region.regions().stream()
                .filter(region -> region.metadata().partition().id().equals(partition))
                .min(Comparator.comparing((Region region) -> !region.isGlobalRegion())
                        .thenComparing(Region::id));
    }

    /** Their names, in every partition. */
    public static Set<String> names() {
        return NAMES;
    }

    /** Whether the SDK knows a region of this name, in any partition; pseudo regions such as {@code aws-global} do not count. */
    public static boolean known(String name) {
        return name != null && NAMES.contains(name);
    }

    /**
     * Whether it may name a region, in any partition; pseudo regions such as {@code aws-global} do not count. Whether there is
     * such a region is for AWS to say, at the next scan.
     */
    public static boolean accepted(String name) {
        return name != null && (NAMES.contains(name) || FORM.matcher(name).matches());
    }

    /** The fault of a text that is not accepted, with the nearest name. */
    public static String fault(@Nullable String name) {
        return Texts.quoted(name) + " is not an AWS region" + (name == null ? "" : Nearest.suggestion(name, NAMES));
    }

    /** Whether the region can be of the partition, {@code aws-cn} for example; a region unknown to the SDK can be of any. */
    public static boolean isOf(String partition, String name) {
        return PARTITIONS.getOrDefault(name, partition).equals(partition);
    }
}
