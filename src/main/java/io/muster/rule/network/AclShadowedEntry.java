package io.muster.rule.network;

import io.muster.estate.Estate;
import io.muster.estate.reach.AclDirection;
import io.muster.estate.reach.ShadowedEntry;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A denial that never matches leaves traffic open; an allowance that never matches leaves it blocked. */
@Singleton
class AclShadowedEntry extends AclRule {

    AclShadowedEntry() {
        super(new RuleMetadata(
                "nacl-shadowed-deny",
                "Entry of a network ACL can never match",
                Severity.MEDIUM,
                Area.NETWORK,
                ResourceKind.NETWORK_ACL,
                "The entry with the lowest number decides. A denial behind an entry that allows the same traffic blocks"
                        + " nothing, although it looks as if it did. It weighs less where an entry that allows is without"
                        + " effect.",
                "Give the entry a number below those that the evidence names: aws ec2 create-network-acl-entry"
                        + " --network-acl-id ID with the lower number, then aws ec2 delete-network-acl-entry for the old one.",
                List.of(REFERENCE, "https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html"),
                List.of()));
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<NetworkAcl> resource, NetworkAcl acl, Estate estate) {
        List<ShadowedEntry> shadowed = Stream.of(false, true)
                .flatMap(egress -> ShadowedEntry.of(acl, egress).stream())
                .toList();
        if (shadowed.isEmpty()) {
            return Stream.of(false, true)
                            .allMatch(egress -> AclDirection.of(acl, egress).readable())
                    ? Verdict.pass()
                    : Verdict.unknown("an entry of the network ACL cannot be read");
        }
        boolean denies = shadowed.stream().anyMatch(one -> !one.entry().allow());
        return Verdict.fail(
                denies ? metadata().severity() : Severity.LOW,
                denies
                        ? "A denial of the network ACL can never match: earlier entries allow its traffic."
                        : "An entry of the network ACL that allows can never match: earlier entries deny its traffic.",
                Evidence.of("networkAclId", resource.resourceId())
                        .and("vpcId", acl.vpcId())
                        .and(
                                "entries",
                                shadowed.stream().map(AclShadowedEntry::facts).toList())
                        .and("subnetIds", acl.subnetIds())
                        .facts());
    }

    private static Map<String, Object> facts(ShadowedEntry shadowed) {
        return Evidence.of("entry", facts(shadowed.entry()))
                .and("shadowedBy", facts(shadowed.by()))
                .facts();
    }
}
