package io.muster.estate;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How far the listings of one kind reach.
 *
 * @param unlisted the regions (or {@code global}) whose cell was not listed, so that any resource may exist there
 * @param partly   whether some resources of an unlisted cell were read just now, so that these can be judged
 * @param unread   the ARNs of resources that are known to exist and were not read
 * @param listedAt the last complete listing, where it is older than the estate
 */
public record Extent(
        Set<String> unlisted,
        boolean partly,
        Set<String> unread,
        @Nullable Instant listedAt) {

    private static final Extent WHOLE = new Extent(Set.of(), false, Set.of());

    public Extent {
        unlisted = Set.copyOf(unlisted);
        unread = Set.copyOf(unread);
    }

    /** The extent of listings that are as old as the estate. */
    public Extent(Set<String> unlisted, boolean partly, Set<String> unread) {
        this(unlisted, partly, unread, null);
    }

    /** Everything was listed. */
    public static Extent whole() {
        return WHOLE;
    }

    /** Nothing was listed in the region, and nothing read. */
    public static Extent unlisted(String region) {
        return new Extent(Set.of(region), false, Set.of());
    }

    /** The extent, with further resources that were not read. */
    Extent without(Set<String> arns) {
        return arns.isEmpty()
                ? this
                : new Extent(
                        unlisted,
                        partly,
                        Stream.concat(unread.stream(), arns.stream()).collect(Collectors.toUnmodifiableSet()),
                        listedAt);
    }

    /** Whether everything was listed, but perhaps for some resources that are known by name. */
    boolean lists() {
        return unlisted.isEmpty();
    }

    /** The regions (or {@code global}) in which there may be resources that are not known. */
    Set<String> partial() {
        return Stream.concat(unlisted.stream(), unread.stream().map(arn -> arn.split(":", -1)[3]))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether some resources of the kind were read, so that these may be judged. */
    boolean reads() {
        return lists() || partly;
    }
}
