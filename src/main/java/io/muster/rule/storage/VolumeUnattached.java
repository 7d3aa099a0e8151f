package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.KnownStates;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * AWS does not report when a volume was detached. The time counts from its last change that Muster saw, so that the rule may fail
 * late, but not early.
 */
@Singleton
class VolumeUnattached extends VolumeRule {

    private final Baseline baseline;

    VolumeUnattached(Baseline baseline) {
        super(new RuleMetadata(
                "ebs-volume-unattached",
                "Volume has been unattached for weeks",
                Severity.LOW,
                Area.STORAGE,
                ResourceKind.VOLUME,
                "A volume that has been unattached for long (two weeks, unless set otherwise) holds unmonitored data, and is charged for. The time since Muster last saw the volume change counts.",
                "Snapshot the volume if its data may be needed, then delete it.",
                List.of(
                        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-deleting-volume.html",
                        "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-describing-volumes.html"),
                List.of()));
        this.baseline = baseline;
    }

    @Override
    public boolean readsAge() {
        return true;
    }

    @Override
    Verdict judge(Resource<Volume> resource, Volume volume, Estate estate) {
        if (!KnownStates.VOLUME.hold(volume.state())) {
            return Verdict.unknown(NO_STATE);
        }
        if (!volume.state().equals(AVAILABLE)) {
            return Verdict.pass();
        }
        Optional<Instant> since = estate.stateSince(resource)
                .filter(seen -> Duration.between(seen, estate.asOf()).compareTo(baseline.volumeUnattachedFor()) > 0);
        return since.map(seen -> leftBehind(resource, seen)).orElseGet(Verdict::pass);
    }

    private Verdict leftBehind(Resource<Volume> resource, Instant since) {
        boolean claimed = Baseline.isClaimed(resource.tags());
        return Verdict.fail(
                claimed ? Severity.INFO : metadata().severity(),
                claimed
                        ? "Nothing uses the volume, which Kubernetes may keep for a claim."
                        : "Nothing has used the volume for more than "
                                + baseline.volumeUnattachedFor().toDays() + " days.",
                Evidence.of("volumeId", resource.resourceId())
                        .and("unattachedSince", since.toString())
                        .and("sizeGiB", resource.attributes().sizeGiB())
                        .and("encrypted", resource.attributes().encrypted())
                        .facts());
    }
}
