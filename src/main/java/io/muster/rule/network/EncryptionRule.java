package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Vpc;
import io.muster.inventory.kind.VpcEncryptionControl;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;

/** A rule about the encryption controls of VPCs. It does not speak of a VPC without one. */
abstract class EncryptionRule extends OwnedRule<Vpc> {

    EncryptionRule(RuleMetadata metadata) {
        super(metadata, Vpc.class, Vpc::ownerId, ResourceKind.VPC_ENCRYPTION_CONTROL);
    }

    @Override
    final Verdict judge(Resource<Vpc> resource, Vpc vpc, Estate estate) {
        return EncryptionControls.of(resource.resourceId(), estate)
                .map(control -> judge(resource, control))
                .orElseGet(Verdict::notApplicable);
    }

    abstract Verdict judge(Resource<Vpc> vpc, Resource<VpcEncryptionControl> control);
}
