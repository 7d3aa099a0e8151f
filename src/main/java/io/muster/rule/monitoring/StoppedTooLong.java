package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AutoScalingGroup;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Baseline;
import io.muster.rule.Evidence;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * AWS reports the time of a stop only for stops by a user. After any other stop, the time counts from the instance's last change
 * that Muster saw, so that the rule may fail late, but not early. The launch time does not help. Stopped
 * instances of a warm pool are kept so on purpose.
 */
@Singleton
class StoppedTooLong extends InstanceRule {

    /** The states of warm pools whose instances are stopped. */
    private static final Set<String> KEPT = Set.of("Stopped", "Hibernated");

    private final Baseline baseline;

    StoppedTooLong(Baseline baseline) {
        super(new RuleMetadata(
                "ec2-stopped-too-long",
                "Instance has been stopped for long",
                Severity.LOW,
                Area.MONITORING,
                ResourceKind.INSTANCE,
                "A stopped instance gets no patches and starts again with the faults of the day it was stopped; its volumes hold"
                        + " unwatched data, and are charged for.",
                "Make an image of the instance if it may be needed (aws ec2 create-image --instance-id ID --name NAME), then"
                        + " terminate it. Or start it, and patch it at once.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-4"),
                List.of(Control.fsbp("EC2.4"), Control.prowler("ec2_instance_stopped_older_than_specific_days"))));
        this.baseline = baseline;
    }

    @Override
    public String version() {
        return "2";
    }

    /** Asked for only where a member of a group has been stopped for long. */
    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.AUTO_SCALING_GROUP);
    }

    @Override
    public boolean readsAge() {
        return true;
    }

    @Override
    protected Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        if (instance.state() != InstanceState.STOPPED) {
            return Verdict.notApplicable();
        }
        Optional<Instant> told = Optional.ofNullable(instance.stateTransitionTime());
        return told.or(() -> estate.stateSince(resource))
                .filter(since -> since.plus(baseline.stoppedFor()).isBefore(estate.asOf()))
                .map(since -> keptReady(resource, estate)
                        ? Verdict.notApplicable()
                        : stopped(instance, since, told.isPresent()))
                .orElseGet(Verdict::pass);
    }

    /**
     * Whether the warm pool of its auto scaling group keeps it.
     *
     * @throws NotRead if the groups were not read
     */
    private static boolean keptReady(Resource<Instance> resource, Estate estate) {
        return Stream.ofNullable(resource.tags().get(Baseline.AUTO_SCALING_GROUP_TAG))
                .flatMap(name ->
                        estate.all(AutoScalingGroup.class).stream().filter(group -> name.equals(group.resourceId())))
                .map(group -> group.attributes().warmPoolState())
                .anyMatch(state -> state != null && KEPT.contains(state));
    }

    private Verdict stopped(Instance instance, Instant since, boolean told) {
        return fail(
                "The instance has been stopped for more than "
                        + baseline.stoppedFor().toDays() + " days.",
                Evidence.of("stoppedSince", since.toString())
                        .and("timeOf", told ? "AWS" : "the last change that Muster saw")
                        .and("stateTransitionReason", instance.stateTransitionReason())
                        .facts());
    }
}
