package io.muster.estate.attack;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceImage;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.PatchState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import io.muster.inventory.kind.UserData;
import jakarta.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The weaknesses of single instances, from the same facts as the rules that judge each of them. */
public final class Weaknesses {

    /** The kind that answers rest on, beside the instances. */
    public static final ResourceKind KIND = ResourceKind.MANAGED_INSTANCE;

    private static final Duration DEPRECATED_FOR = Duration.ofDays(180);

    private final Estate estate;
    private final Resource<Instance> resource;
    private final Instance instance;
    private final List<Weakness> found = new ArrayList<>();

    private Weaknesses(Resource<Instance> resource, Estate estate) {
        this.estate = estate;
        this.resource = resource;
        this.instance = resource.attributes();
    }

    /** The weaknesses of the instance, the most severe first. */
    public static List<Weakness> of(Resource<Instance> resource, Estate estate) {
        Weaknesses all = new Weaknesses(resource, estate);
        all.metadata();
        all.patches();
        all.image();
        all.userData();
        return all.found.stream()
                .sorted((one, other) -> one.type().compareTo(other.type()))
                .toList();
    }

    /** Why it is not known whether an instance with these is weak; empty where it is known. */
    static Set<String> doubts(List<Weakness> found, Estate estate) {
        return found.stream().anyMatch(Weakness::certain)
                ? Set.of()
                : found.stream()
                        .map(weakness -> weakness.type() == Weakness.Type.UNMANAGED && !estate.knows(KIND)
                                ? estate.missing(KIND)
                                : "whether an instance is weak: " + weakness.why())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private void add(Weakness.Type type, String why) {
        found.add(new Weakness(type, true, why));
    }

    private void maybe(Weakness.Type type, String why) {
        found.add(new Weakness(type, false, why));
    }

    private void metadata() {
        MetadataOptions options = instance.metadataOptions();
        boolean unsettled = !options.reported()
                || options.pending()
                || options.httpEndpoint() == null
                || options.httpTokens() == null;
        if (unsettled) {
            maybe(Weakness.Type.IMDSV1, "it is not known whether it answers IMDSv1 requests");
        } else if (options.httpEndpoint() == ToggleState.ENABLED && options.httpTokens() == HttpTokens.OPTIONAL) {
            add(Weakness.Type.IMDSV1, "it answers IMDSv1 requests");
        }
    }

    /** Adds missing patches; Systems Manager reports none for a stopped instance. */
    private void patches() {
        if (instance.state() != InstanceState.RUNNING) {
            return;
        }
        if (!estate.knows(KIND)
                && estate.stored(ManagedInstance.class, resource.resourceId()).isEmpty()) {
            maybe(Weakness.Type.UNMANAGED, "not known: " + estate.missing(KIND));
            return;
        }
        Optional<Resource<ManagedInstance>> node = estate.stored(ManagedInstance.class, resource.resourceId());
        if (node.isEmpty()) {
            unmanaged();
        } else {
            contact(node.get().attributes());
            managed(node.get().attributes());
        }
    }

    private void contact(ManagedInstance node) {
        if (ManagedNodes.online(node)) {
            return;
        }
        if (node.lastPingTime() == null) {
            maybe(Weakness.Type.UNMANAGED, "when Systems Manager last heard of it is not known");
        } else if (ManagedNodes.lost(node.lastPingTime(), estate.asOf())) {
            add(Weakness.Type.UNMANAGED, "Systems Manager has lost contact with it");
        }
    }

    private void unmanaged() {
        Instant launched = instance.launchTime();
        if (launched == null) {
            maybe(Weakness.Type.UNMANAGED, "Systems Manager does not know it, and when it was launched is not known");
        } else if (ManagedNodes.wouldBeKnown(launched, estate.listedAt(ResourceKind.MANAGED_INSTANCE))) {
            add(Weakness.Type.UNMANAGED, "Systems Manager does not know it");
        } else if (ManagedNodes.wouldBeKnown(launched, estate.asOf())) {
            maybe(Weakness.Type.UNMANAGED, "Systems Manager was not asked since it was launched");
        }
    }

    private void managed(ManagedInstance node) {
        PatchState patches = node.patchState();
        if (patches == null) {
            if (ManagedNodes.takesNoPatches(node, instance)) {
                return;
            }
            if (Boolean.FALSE.equals(node.patchesScanned())) {
                add(Weakness.Type.UNPATCHED, "nothing has ever looked for its missing patches");
            } else {
                maybe(Weakness.Type.UNPATCHED, "its patches could not be read");
            }
        } else {
            patches(patches);
        }
    }

    private void patches(PatchState patches) {
        Instant looked = patches.operationEndTime();
        int critical = count(patches.criticalNonCompliant());
        int security = count(patches.securityNonCompliant());
        if (critical + security > 0) {
            add(
                    Weakness.Type.UNPATCHED,
                    patches.onlyWaitsForReboot()
                            ? "critical or security patches are installed, and wait for a reboot"
                            : lacking(critical, security));
        } else if (looked != null && ManagedNodes.scannedLongAgo(looked, estate.asOf())) {
            add(Weakness.Type.UNPATCHED, "nothing has looked for its missing patches since " + day(looked));
        } else if (patches.criticalNonCompliant() == null || patches.securityNonCompliant() == null) {
            maybe(Weakness.Type.UNPATCHED, "how many critical or security patches it lacks is not known");
        } else if (looked == null) {
            maybe(Weakness.Type.UNPATCHED, "when its missing patches were last looked for is not known");
        }
    }

    private static int count(@Nullable Integer told) {
        return told == null ? 0 : told;
    }

    /** A patch may be a critical and a security one. */
    private static String lacking(int critical, int security) {
        return (critical > 0 && security > 0 ? "at least " : "") + Math.max(critical, security)
                + " critical or security patches are missing";
    }

    private void image() {
        InstanceImage image = instance.imageMetadata();
        if (image != null
                && image.deprecationTime() != null
                && image.deprecationTime().plus(DEPRECATED_FOR).isBefore(estate.asOf())) {
            add(Weakness.Type.OUTDATED_IMAGE, "its image has been deprecated since " + day(image.deprecationTime()));
        }
    }

    private static String day(Instant instant) {
        return instant.toString().substring(0, 10);
    }

    private void userData() {
        UserData data = instance.userData();
        if (data != null && !data.secrets().isEmpty()) {
            add(
                    Weakness.Type.USER_DATA_SECRETS,
                    "its user data seems to hold secrets: " + String.join(", ", data.secrets()));
        }
    }
}
