package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Verdict;
import java.util.Set;

/**
 * A rule about what a group opens to the internet. Prefix lists are read where a rule of the group names one, and only
 * then must they be known.
 */
abstract class IngressRule extends GroupRule {

    IngressRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, alsoNeeds);
    }

    @Override
    public final Set<ResourceKind> consults() {
        return Set.of(ResourceKind.PREFIX_LIST);
    }

    @Override
    final Verdict judge(Resource<SecurityGroup> resource, SecurityGroup group, Estate estate) {
        return judge(resource, InternetIngress.of(group, estate), estate);
    }

    abstract Verdict judge(Resource<SecurityGroup> resource, InternetIngress ingress, Estate estate);
}
