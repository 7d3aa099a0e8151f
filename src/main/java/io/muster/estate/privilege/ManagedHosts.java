package io.muster.estate.privilege;

import io.muster.estate.Estate;
import io.muster.estate.ManagedNodes;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.ManagedInstance;
import io.muster.inventory.kind.ResourceKind;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Whether Systems Manager has an instance do what a role tells it to: its agent has to be in contact. Of instances that do not run, and of those
 * that are gone, AWS tells nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeInstanceInformation.html">Systems Manager API
 *     Reference, DescribeInstanceInformation</a>
 */
record ManagedHosts(Estate estate) {

    private static final ResourceKind KIND = ResourceKind.MANAGED_INSTANCE;
    private static final String DOCUMENT = "arn:${partition}:ssm:*::document/";
    private static final Set<String> NOT_FOR_WINDOWS = Set.of(DOCUMENT + "AWS-RunShellScript");
    private static final Set<String> NOT_FOR_OTHERS = Set.of(DOCUMENT + "AWS-RunPowerShellScript");

    /** NO where it is known that none of its agents answers; POSSIBLE where that may change soon, or was not read. */
    Certainty obeys(Resource<Instance> instance) {
        if (!estate.holds(KIND)) {
            return Certainty.POSSIBLE;
        }
        String arn = instance.scope().arn(KIND, instance.resourceId());
        if (!estate.tellsOf(KIND, instance.scope().region(), arn)) {
            return Certainty.POSSIBLE;
        }
        return estate.storedArn(ManagedInstance.class, arn)
                .map(node -> answers(instance.attributes(), node.attributes()) ? Certainty.YES : Certainty.POSSIBLE)
                .orElseGet(() -> wouldBeTold(instance.attributes()) ? Certainty.NO : Certainty.POSSIBLE);
    }

    /**
     * Of the documents of AWS that run commands, those that are for other systems than the instance's.
     *
     * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_SendCommand.html">Systems Manager API Reference,
     *     SendCommand, UnsupportedPlatformType</a>
     */
    static Set<String> documentsForOthers(Instance instance) {
        String platform = instance.platform();
        if (platform == null) {
            return Set.of();
        }
        return platform.toLowerCase(Locale.ROOT).contains("windows") ? NOT_FOR_WINDOWS : NOT_FOR_OTHERS;
    }

    /** The agent of an instance that was stopped since is told of as it was. */
    private static boolean answers(Instance instance, ManagedInstance node) {
        return instance.state() == InstanceState.RUNNING && ManagedNodes.online(node);
    }

    private boolean wouldBeTold(Instance instance) {
        Instant launched = instance.launchTime();
        return instance.state() == InstanceState.RUNNING
                && launched != null
                && ManagedNodes.wouldBeKnown(launched, estate.listedAt(KIND));
    }
}
