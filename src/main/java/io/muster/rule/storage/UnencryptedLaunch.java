package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.LaunchBlockDevice;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A rule about the volumes of launches to come. */
abstract class UnencryptedLaunch<T extends Record> extends RecordRule<T> {

    static final String RATIONALE =
            "Every instance that is launched so gets volumes that are not encrypted, and snapshots of them that can be shared"
                    + " with anyone by one call.";

    static final String BY_DEFAULT = "https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html";

    UnencryptedLaunch(RuleMetadata metadata, Class<T> type) {
        super(metadata, type, ResourceKind.REGION_SETTINGS);
    }

    @Override
    public final Set<ResourceKind> consults() {
        return Set.of(ResourceKind.SNAPSHOT, ResourceKind.IMAGE);
    }

    /** Devices with the image of their launch, and the version of the launch template where there is one. */
    record Launch(@Nullable Long version, @Nullable String imageId, List<LaunchBlockDevice> devices) {}

    /** Null where the launches could not be read. */
    abstract @Nullable List<Launch> launches(T launching);

    /** Whether it is exempt: nothing is launched by it any more, or only an AWS service can change it. */
    boolean spared(T launching) {
        return false;
    }

    @Override
    public final Verdict judge(Resource<T> resource, Estate estate) {
        List<Launch> launches = launches(resource.attributes());
        if (spared(resource.attributes())) {
            return Verdict.notApplicable();
        }
        if (launches == null) {
            return Verdict.unknown("the block devices of the launches could not be read");
        }
        if (launches.stream().allMatch(launch -> launch.devices().isEmpty())) {
            return Verdict.pass();
        }
        return Optional.ofNullable(LaunchedVolumes.encryptionByDefault(estate))
                .map(byDefault -> byDefault ? Verdict.pass() : judge(launches, estate))
                .orElseGet(() -> Verdict.unknown("whether EBS encrypts by default could not be read"));
    }

    private Verdict judge(List<Launch> launches, Estate estate) {
        List<Object> bad = launches.stream()
                .flatMap(launch -> launch.devices().stream()
                        .filter(device -> unencrypted(launch, device, estate) == Certainty.YES)
                        .map(device -> LaunchedVolumes.facts(device, launch.version())))
                .toList();
        if (!bad.isEmpty()) {
            return fail(
                    "Volumes that are launched so are not encrypted, and encryption by default is off.",
                    Evidence.of("devices", bad)
                            .and("ebsEncryptionByDefault", false)
                            .facts());
        }
        boolean open = launches.stream()
                .anyMatch(launch -> launch.devices().stream()
                        .anyMatch(device -> unencrypted(launch, device, estate) == Certainty.POSSIBLE));
        return open
                ? Verdict.unknown(
                        "encryption by default is off, and whether the snapshot of a device, which decides, is encrypted"
                                + " is not known")
                : Verdict.pass();
    }

    private static Certainty unencrypted(Launch launch, LaunchBlockDevice device, Estate estate) {
        return LaunchedVolumes.unencrypted(device, launch.imageId(), estate);
    }
}
