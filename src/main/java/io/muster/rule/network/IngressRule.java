package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.InternetIngress;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A rule about what a group opens to the internet. Prefix lists are read where a rule of the group names one, and only
 * then must they be known.
 */
abstract class IngressRule extends GroupRule {

    /** The controls of CIS about ports that are open to the internet, by version. */
    private static final List<Control> CIS = List.of(
            Control.cis("3.0", "5.2"),
            Control.cis("3.0", "5.3"),
            Control.cis("4.0", "5.3"),
            Control.cis("4.0", "5.4"),
            Control.cis("5.0", "5.3"),
            Control.cis("5.0", "5.4"),
            Control.cis("6.0", "6.3"),
            Control.cis("6.0", "6.4"),
            Control.cis("7.0", "6.3"),
            Control.cis("7.0", "6.4"));

    IngressRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, alsoNeeds);
    }

    /** The controls, with those of CIS between them. */
    static List<Control> withCis(List<Control> before, Control... after) {
        return Stream.of(before, CIS, List.of(after)).flatMap(List::stream).toList();
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
