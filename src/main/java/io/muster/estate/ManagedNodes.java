package io.muster.estate;

import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.ManagedInstance;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Managed nodes of Systems Manager: when their silence or an old scan counts, and which take no patches. */
public final class ManagedNodes {

    private static final Duration UNTIL_MANAGED = Duration.ofHours(1);
    private static final Duration OUT_OF_CONTACT = Duration.ofHours(24);
    private static final Duration SCANNED_WITHIN = Duration.ofDays(14);
    private static final String AMAZON = "amazon";
    private static final String BOTTLEROCKET = "bottlerocket";
    private static final String ONLINE = "Online";
    private static final Set<String> OFFLINE = Set.of("ConnectionLost", "Inactive");

    private ManagedNodes() {}

    /** Whether an instance would be known by now: a new one needs some minutes. */
    public static boolean wouldBeKnown(Instant launched, Instant now) {
        return !launched.plus(UNTIL_MANAGED).isAfter(now);
    }

    /** Whether Systems Manager reports the agent as in contact, with any time of the last contact. */
    public static boolean online(ManagedInstance node) {
        return ONLINE.equals(node.pingStatus());
    }

    /** Whether the agent is out of contact, as Systems Manager tells it. */
    public static boolean outOfContact(ManagedInstance node) {
        return OFFLINE.contains(String.valueOf(node.pingStatus()));
    }

    /** Whether the agent has been silent for too long. */
    public static boolean lost(Instant heardOf, Instant now) {
        return !heardOf.plus(OUT_OF_CONTACT).isAfter(now);
    }

    /**
     * Whether Patch Manager has no patches for its operating system, which is Bottlerocket: its images replace each other as a whole. The agent,
     * which runs in a container there, may tell of another system than the image.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-prerequisites.html">Patch Manager
     *     prerequisites</a>
     */
    public static boolean takesNoPatches(ManagedInstance node, Instance instance) {
        InstanceImage image = instance.imageMetadata();
        return isOfBottlerocket(node.platformName())
                || (image != null && AMAZON.equals(image.ownerAlias()) && isOfBottlerocket(image.name()));
    }

    private static boolean isOfBottlerocket(@Nullable String name) {
        return name != null && name.toLowerCase(Locale.ROOT).startsWith(BOTTLEROCKET);
    }

    /** Whether Patch Manager's last check is too old for its counts to be used. */
    public static boolean scannedLongAgo(Instant operationEnded, Instant now) {
        return operationEnded.plus(SCANNED_WITHIN).isBefore(now);
    }
}
