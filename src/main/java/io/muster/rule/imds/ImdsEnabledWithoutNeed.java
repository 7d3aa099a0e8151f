package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SsmSettings;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.SinceLaunch;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Advice, not an alarm. An instance without a profile needs the service where Default Host Management is on and made it a managed node.
 */
@Singleton
class ImdsEnabledWithoutNeed extends SettledOptions {

    ImdsEnabledWithoutNeed() {
        super(new RuleMetadata(
                "ec2-imds-enabled-without-need",
                "Metadata service is on although nothing needs it",
                Severity.LOW,
                Area.IMDS,
                ResourceKind.INSTANCE,
                "An instance without a role gets no credentials from the metadata service, so that it may need the"
                        + " service only to start up. Instances that Systems Manager manages by its Default Host Management"
                        + " Configuration use the service without a profile, and are not meant.",
                "If no software on the instance uses it, set HttpEndpoint to disabled after the first boot: cloud-init reads"
                        + " user data and SSH keys over the metadata service.",
                List.of(
                        OPTIONS,
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html"),
                List.of()));
    }

    @Override
    public String version() {
        return "3";
    }

    @Override
    public Set<ResourceKind> consults() {
        return Set.of(ResourceKind.SSM_SETTINGS, ResourceKind.MANAGED_INSTANCE);
    }

    @Override
    Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate) {
        if (resource.attributes().instanceProfileArn() != null) {
            return Verdict.pass();
        }
        Certainty management = defaultHostManagement(estate);
        if (management == Certainty.NO) {
            return needless(options, management);
        }
        if (!estate.lists(ResourceKind.MANAGED_INSTANCE)) {
            return unknown(estate);
        }
        if (estate.find(ManagedInstance.class, resource.resourceId()).isPresent()) {
            return management == Certainty.YES ? Verdict.pass() : unknown(estate);
        }
        return resource.attributes().state() == InstanceState.RUNNING
                ? ofRunning(resource, options, management, estate)
                : Verdict.unknown("whether Default Host Management manages the instance shows only while it runs");
    }

    /** A finding of an instance that is stopped each night stays open while it starts: nothing is known in its first hour. */
    private Verdict ofRunning(
            Resource<Instance> resource, MetadataOptions options, Certainty management, Estate estate) {
        Verdict verdict = SinceLaunch.judged(
                resource.attributes(), estate, ResourceKind.MANAGED_INSTANCE, () -> needless(options, management));
        return verdict instanceof Verdict.NotApplicable
                ? Verdict.unknown(
                        "whether Default Host Management manages the instance shows within an hour of its launch")
                : verdict;
    }

    private static Certainty defaultHostManagement(Estate estate) {
        return estate.knows(ResourceKind.SSM_SETTINGS)
                ? Certainty.certainly(estate.all(SsmSettings.class).stream()
                        .anyMatch(settings -> settings.attributes().defaultHostManagement()))
                : Certainty.POSSIBLE;
    }

    private static Verdict unknown(Estate estate) {
        return Verdict.unknown("not known: "
                + Stream.of(ResourceKind.MANAGED_INSTANCE, ResourceKind.SSM_SETTINGS)
                        .filter(kind -> !estate.knows(kind))
                        .map(estate::missing)
                        .collect(Collectors.joining("; ")));
    }

    private Verdict needless(MetadataOptions options, Certainty management) {
        return fail(
                "The metadata service is on, although the instance has no role whose credentials it could hand out.",
                Evidence.of("httpEndpoint", options.httpEndpoint().name())
                        .and(
                                "defaultHostManagement",
                                management == Certainty.POSSIBLE ? null : management == Certainty.YES)
                        .and("managedNode", management == Certainty.NO ? null : false)
                        .facts());
    }
}
