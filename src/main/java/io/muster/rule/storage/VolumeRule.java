package io.muster.rule.storage;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Volume;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;

/** A rule about volumes. It does not apply to those that an AWS service runs and sets up. */
abstract class VolumeRule extends RecordRule<Volume> {

    static final String AVAILABLE = "available";
    static final String IN_USE = "in-use";
    static final String NO_STATE = "AWS does not say in which state this volume is";

    VolumeRule(RuleMetadata metadata) {
        super(metadata, Volume.class);
    }

    @Override
    public final Verdict judge(Resource<Volume> resource, Estate estate) {
        return resource.attributes().operatorManaged()
                ? Verdict.notApplicable()
                : judge(resource, resource.attributes(), estate);
    }

    abstract Verdict judge(Resource<Volume> resource, Volume volume, Estate estate);
}
