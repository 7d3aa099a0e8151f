package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import io.muster.rule.InstanceRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;

/** A rule about metadata options: UNKNOWN where AWS does not report them, or while a change is not in force yet. */
abstract class SettledOptions extends InstanceRule {

    static final String GUIDE =
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html";
    static final String OPTIONS =
            "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html";

    SettledOptions(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, alsoNeeds);
    }

    @Override
    protected final Verdict judge(Resource<Instance> resource, Instance instance, Estate estate) {
        MetadataOptions options = instance.metadataOptions();
        if (!options.reported() || options.httpEndpoint() == null || options.httpTokens() == null) {
            return Verdict.unknown("AWS does not report the metadata options of this instance");
        }
        if (options.pending()) {
            return Verdict.unknown("a change of the metadata options is not in force yet");
        }
        return options.httpEndpoint() == ToggleState.DISABLED ? Verdict.pass() : judge(resource, options, estate);
    }

    /** Judges an instance whose metadata service is on. */
    abstract Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate);
}
