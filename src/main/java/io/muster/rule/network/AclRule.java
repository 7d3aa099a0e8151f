package io.muster.rule.network;

import io.muster.estate.reach.AclDirection;
import io.muster.estate.traffic.CidrSet;
import io.muster.estate.traffic.Internet;
import io.muster.estate.traffic.IpFamily;
import io.muster.estate.traffic.ServiceRange;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A rule about network ACLs. */
abstract class AclRule extends OwnedRule<NetworkAcl> {

    static final String REFERENCE = "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html";

    AclRule(RuleMetadata metadata, ResourceKind... alsoNeeds) {
        super(metadata, NetworkAcl.class, NetworkAcl::ownerId, alsoNeeds);
    }

    /** The addresses of each family of which it lets every protocol through in both directions, from and to all addresses. */
    static CidrSet passedThrough(NetworkAcl acl) {
        CidrSet both = Stream.of(false, true)
                .map(egress -> AclDirection.ofEveryProtocol(acl, egress).allowed(ServiceRange.ALL))
                .reduce(CidrSet.ANY, CidrSet::intersect);
        return Stream.of(IpFamily.values())
                .map(both::only)
                .filter(Internet::isEverything)
                .reduce(CidrSet.EMPTY, CidrSet::union);
    }

    /** The facts by which each entry can be found and changed. */
    static List<Map<String, Object>> facts(List<NetworkAclEntry> entries) {
        return entries.stream().map(AclRule::facts).toList();
    }

    static Map<String, Object> facts(NetworkAclEntry entry) {
        return Evidence.of("ruleNumber", entry.number())
                .and("egress", entry.egress())
                .and("action", action(entry))
                .and("protocol", entry.protocol())
                .and("fromPort", entry.fromPort())
                .and("toPort", entry.toPort())
                .and("cidr", entry.cidr())
                .facts();
    }

    @Nullable
    private static String action(NetworkAclEntry entry) {
        if (entry.allow() == null) {
            return null;
        }
        return entry.allow() ? "allow" : "deny";
    }
}
