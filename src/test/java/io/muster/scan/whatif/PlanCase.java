package io.muster.scan.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.NotRead;
import io.muster.estate.change.Edits;
import io.muster.estate.change.Model;
import io.muster.estate.change.Refused;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * A Terraform plan about the estate of a {@link Model}, and what is made of it.
 *
 * @param after   the estate as the plan leaves it
 * @param ignored by address, with the reason
 * @param unknown by address, with the reason
 */
record PlanCase(Estate after, List<String> ignored, List<String> unknown) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes the changes of a plan, in which quotes are single ones. */
    static PlanCase of(String plan) {
        return of(new Model().estate(false), plan);
    }

    /** The same of another estate. */
    static PlanCase of(Estate before, String plan) {
        Edits edits = new Edits(before);
        TerraformPlan read = read(plan);
        List<String> ignored = new ArrayList<>(read.ignored().stream()
                .map(one -> one.address() + ": " + one.reason())
                .toList());
        List<String> unknown = new ArrayList<>(read.undecided().stream()
                .map(one -> one.address() + ": " + one.reason())
                .toList());
        for (Proposal proposal : read.proposals()) {
            try {
                edits.make(proposal.change());
            } catch (Refused refused) {
                (refused.isOfAbsent() ? unknown : ignored).add(proposal.address() + ": " + refused.getMessage());
            } catch (NotRead unread) {
                unknown.add(proposal.address() + ": " + unread.missing());
            }
        }
        return new PlanCase(edits.done().of(before), ignored, unknown);
    }

    private static TerraformPlan read(String plan) {
        try {
            return TerraformPlan.read(JSON.readTree(plan.replace('\'', '"')), Estates.ACCOUNT, "eu-central-1");
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    static String plan(String... changes) {
        return "{'format_version': '1.2', 'resource_changes': [" + String.join(", ", changes) + "]}";
    }

    /** A plan with the resources of its root module, as {@code configured} writes them. */
    static String plan(List<String> configured, String... changes) {
        return "{'format_version': '1.2', 'resource_changes': [" + String.join(", ", changes)
                + "], 'configuration': {'root_module': {'resources': [" + String.join(", ", configured) + "]}}}";
    }

    static String configured(String address, String attribute, String... references) {
        return "{'address': '" + address + "', 'expressions': {'" + attribute + "': {'references': ['"
                + String.join("', '", references) + "']}}}";
    }

    static String created(String address, String after, String unknown) {
        return change(address, "'create'", "null", after, unknown);
    }

    static String updated(String address, String before, String after) {
        return change(address, "'update'", before, after, "{}");
    }

    static String deleted(String address, String before) {
        return change(address, "'delete'", before, "null", "{}");
    }

    static String change(String address, String actions, String before, String after, String unknown) {
        String plain = address.replaceAll("\\[[^]]*]", "").replaceAll("module\\.[^.]+\\.", "");
        return "{'address': '" + address + "', 'mode': 'managed', 'type': '" + plain.substring(0, plain.indexOf('.'))
                + "', 'change': {'actions': [" + actions + "], 'before': " + before + ", 'after': " + after
                + ", 'after_unknown': " + unknown + "}}";
    }

    /** The rules into a group: protocol, ports and source. */
    List<String> into(String groupId) {
        return after.find(SecurityGroup.class, groupId).orElseThrow().attributes().ingress().stream()
                .map(rule -> rule.protocol() + " " + rule.fromPort() + "-" + rule.toPort() + " "
                        + (rule.cidr() != null ? rule.cidr() : rule.referencedGroupId()))
                .toList();
    }

    List<String> routes() {
        return after.find(RouteTable.class, "rtb-1").orElseThrow().attributes().routes().stream()
                .filter(route -> !"local".equals(route.target()))
                .map((Route route) -> route.destination() + " " + route.target())
                .toList();
    }

    /** The entries into the network ACL. */
    List<String> entries() {
        return after.find(NetworkAcl.class, "acl-1").orElseThrow().attributes().entries().stream()
                .filter(entry -> !entry.egress())
                .map(entry -> entry.number() + " " + (Boolean.TRUE.equals(entry.allow()) ? "allow " : "deny ")
                        + entry.protocol() + " " + entry.fromPort() + "-" + entry.toPort() + " " + entry.cidr())
                .toList();
    }

    Role role(String name) {
        return after.find(Role.class, name).orElseThrow().attributes();
    }

    List<String> attached(String role) {
        return role(role).attachedPolicies().stream()
                .map(one -> one.arn().replaceFirst(".*:", ""))
                .toList();
    }
}
