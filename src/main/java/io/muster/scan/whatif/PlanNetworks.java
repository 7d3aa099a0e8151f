package io.muster.scan.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.change.DeleteAclEntry;
import io.muster.estate.change.PutAclEntry;
import io.muster.estate.change.Refused;
import io.muster.estate.change.ReplaceAclEntries;
import io.muster.estate.change.Unknowable;
import io.muster.estate.traffic.Protocols;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.ResourceKind;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Network ACLs in a Terraform plan. */
final class PlanNetworks {

    private static final String ACL_ID = "network_acl_id";
    private static final String RULE_NUMBER = "rule_number";
    private static final String EGRESS = "egress";

    /** The attributes of a rule, but for its network ACL. */
    static final Set<String> OF_AN_ENTRY = Set.of(
            RULE_NUMBER,
            "rule_action",
            "protocol",
            EGRESS,
            "from_port",
            "to_port",
            "icmp_type",
            "icmp_code",
            "cidr_block",
            "ipv6_cidr_block");

    private static final List<String> TCP_AND_UDP = List.of("6", "17");
    private static final List<String> ICMP = List.of("1", "58");
    private static final List<String> RANGES = List.of("cidr_block", "ipv6_cidr_block");

    /** Protocols that Terraform takes by IANA's name, which EC2 has no name for. */
    private static final Map<String, String> NAMED = Map.of(
            "igmp",
            "2",
            "gre",
            "47",
            "esp",
            "50",
            "ah",
            "51",
            "ipv6-icmp",
            "58",
            "ospf",
            "89",
            "vrrp",
            "112",
            "sctp",
            "132");

    private PlanNetworks() {}

    static void aclRule(PlanResource resource, TerraformPlan plan) {
        if (resource.deletes()) {
            plan.propose(
                    resource,
                    new DeleteAclEntry(
                            resource.old(ACL_ID),
                            resource.before().path(EGRESS).asBoolean(),
                            number(resource.before(), RULE_NUMBER)));
        }
        if (!resource.creates() && !resource.updates()) {
            return;
        }
        String id = resource.unknown(ACL_ID) ? null : PlanResource.text(resource.after(), ACL_ID);
        if (id == null) {
            plan.undecided(resource, ACL_ID);
        } else if (OF_AN_ENTRY.stream().anyMatch(resource::unknown)) {
            plan.propose(resource, new Unknowable(ResourceKind.NETWORK_ACL, "networkAclId", id));
        } else {
            JsonNode entry = resource.after();
            plan.propose(
                    resource,
                    new PutAclEntry(id, entry(entry, entry.path(EGRESS).asBoolean(), RULE_NUMBER, "rule_action")));
        }
    }

    static void acl(PlanResource resource, TerraformPlan plan) {
        if (!resource.updates()) {
            plan.ignore(resource, "the entries of an existing network ACL are judged, not that one is made or deleted");
            return;
        }
        String id = resource.old("id");
        for (String direction : List.of("ingress", EGRESS)) {
            if (resource.unknown(direction)) {
                plan.propose(resource, new Unknowable(ResourceKind.NETWORK_ACL, "networkAclId", id));
            } else if (resource.differs(direction)) {
                boolean egress = direction.equals(EGRESS);
                List<NetworkAclEntry> entries = new ArrayList<>();
                resource.after()
                        .path(direction)
                        .forEach(block -> entries.add(entry(block, egress, "rule_no", "action")));
                plan.propose(resource, new ReplaceAclEntries(id, egress, entries));
            }
        }
    }

    private static NetworkAclEntry entry(JsonNode block, boolean egress, String number, String action) {
        String named = Protocols.normal(String.valueOf(PlanResource.text(block, "protocol")));
        String protocol = RuleReader.numbered(NAMED.getOrDefault(named, named));
        boolean icmp = ICMP.contains(protocol);
        boolean bounded = icmp || TCP_AND_UDP.contains(protocol);
        return new NetworkAclEntry(
                number(block, number),
                egress,
                "allow".equalsIgnoreCase(PlanResource.text(block, action)),
                protocol,
                bounded ? bound(block, icmp ? "icmp_type" : "from_port") : null,
                bounded ? bound(block, icmp ? "icmp_code" : "to_port") : null,
                PlanResource.first(block, RANGES));
    }

    /** The provider sends 0 for what is left out. */
    @Nullable
    private static Integer bound(JsonNode block, String attribute) {
        Integer bound = PlanResource.integer(block, attribute);
        return RuleReader.unlessAll(bound == null ? Integer.valueOf(0) : bound);
    }

    private static int number(JsonNode entry, String attribute) {
        Integer number = PlanResource.integer(entry, attribute);
        if (number == null) {
            throw new Refused("", "the plan does not tell the " + attribute);
        }
        return number;
    }
}
