package io.muster.estate.change;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeInstance;
import io.muster.estate.MadeInterface;
import io.muster.estate.reach.Network;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.ToggleState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A small account in its parts, of which estates are built: what a change does to it is written down here a second time. */
public final class Model {

    static final String MANAGED = "arn:aws:iam::" + Estates.ACCOUNT + ":policy/managed";

    final Map<String, List<SecurityGroupRule>> ingress = new TreeMap<>();
    final Map<String, List<SecurityGroupRule>> egress = new TreeMap<>();
    final Map<String, List<String>> groupsOf = new TreeMap<>();
    final Map<String, MetadataOptions> options = new TreeMap<>();
    final Map<String, String> profileOf = new TreeMap<>();
    final List<NetworkAclEntry> entries = new ArrayList<>();
    final List<Route> routes = new ArrayList<>();
    final Map<String, Map<String, JsonNode>> inline = new TreeMap<>();
    final Map<String, Map<String, JsonNode>> attached = new TreeMap<>();
    final Map<String, JsonNode> trust = new TreeMap<>();
    final Map<String, JsonNode> boundary = new TreeMap<>();
    JsonNode managed = policy(allow("iam:*", "*"));

    /** Two instances, the first with a public address, three groups, two roles. */
    public Model() {
        for (String group : List.of("sg-1", "sg-2", "sg-3")) {
            ingress.put(group, new ArrayList<>());
            egress.put(group, new ArrayList<>(List.of(rule("sgr-e-" + group, "-1", null, "0.0.0.0/0"))));
        }
        ingress.get("sg-1").add(rule("sgr-1", "tcp", 443, "0.0.0.0/0"));
        ingress.get("sg-2").add(rule("sgr-2", "tcp", 22, "10.0.0.0/16"));
        groupsOf.put("i-1", List.of("sg-1"));
        groupsOf.put("i-2", List.of("sg-2"));
        options.put("i-1", new MetadataOptions(ToggleState.ENABLED, HttpTokens.OPTIONAL, 1, null, false, true));
        options.put("i-2", new MetadataOptions(ToggleState.ENABLED, HttpTokens.REQUIRED, 1, null, false, true));
        profileOf.put("i-1", "p-1");
        entries.add(Network.in(100, true, "-1", null, null, "0.0.0.0/0"));
        entries.add(Network.out(100, true, "-1", null, null, "0.0.0.0/0"));
        routes.add(PutRoute.route("0.0.0.0/0", "igw-1"));
        routes.add(Network.route("10.0.0.0/16", "local"));
        for (String role : List.of("r-1", "r-2")) {
            inline.put(role, new TreeMap<>());
            attached.put(role, new TreeMap<>());
            trust.put(role, trusting("ec2.amazonaws.com"));
        }
        inline.get("r-1").put("own", policy(allow("s3:GetObject", "*")));
        inline.get("r-2").put("own", policy(allow("*", "*")));
    }

    static SecurityGroupRule rule(String id, String protocol, Integer port, String cidr) {
        return new SecurityGroupRule(id, protocol, port, port, cidr, null, null, null, null);
    }

    static JsonNode trusting(String service) {
        return Estates.json("{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
                + " 'Principal': {'Service': '" + service + "'}}]}");
    }

    /** The region's estate, or the account's. */
    public Estate estate(boolean global) {
        Estates estate = estates();
        return global ? estate.global().build() : estate.build();
    }

    public Estates estates() {
        Estates estate = Estates.estate()
                .with(
                        Network.gateway("igw-1", "vpc-1"),
                        Network.natGateway(),
                        Made.vpc("vpc-1", false, Estates.ACCOUNT),
                        Network.subnet("subnet-1"),
                        Made.of("rtb-1", PutRoute.with(table(), routes)),
                        Made.of("acl-1", PutAclEntry.with(acl(), entries)),
                        MadeInterface.eni("eni-1")
                                .of("i-1")
                                .groups(groupsOf.get("i-1").toArray(String[]::new))
                                .publicIps("52.0.0.1"),
                        MadeInterface.eni("eni-2")
                                .of("i-2")
                                .privateIps("10.0.0.11")
                                .groups(groupsOf.get("i-2").toArray(String[]::new)),
                        Made.profile("p-1", "r-1"),
                        Made.profile("p-2", "r-2"),
                        Made.of("managed", new Policy(MANAGED, false, "/", "v1", managed, 0, 0, null, null)));
        ingress.forEach((id, rules) -> estate.with(Made.of(id, group(id))));
        options.keySet().forEach(id -> estate.with((Estates.Made<Instance>) () -> instance(id)));
        inline.keySet().forEach(id -> estate.with(Made.of(id, role(id))));
        return estate;
    }

    private static RouteTable table() {
        return new RouteTable("vpc-1", true, List.of(), List.of(), List.of(), Estates.ACCOUNT, null);
    }

    private static NetworkAcl acl() {
        return new NetworkAcl("vpc-1", false, List.of("subnet-1"), List.of(), Estates.ACCOUNT);
    }

    private SecurityGroup group(String id) {
        SecurityGroup empty = new SecurityGroup(id, null, "vpc-1", false, Estates.ACCOUNT, List.of(), List.of());
        return GroupRules.with(GroupRules.with(empty, false, ingress.get(id)), true, egress.get(id));
    }

    private Resource<Instance> instance(String id) {
        MadeInstance made = MadeInstance.instance(id);
        Resource<Instance> plain = (id.equals("i-1") ? made.publicIp("52.0.0.1") : made).resource();
        String profile = profileOf.get(id);
        return plain.with(InstanceCopy.of(plain.attributes())
                .groups(groupsOf.get(id))
                .options(options.get(id))
                .profile(
                        profile == null
                                ? null
                                : Made.profile(profile, null).resource().arn())
                .instance());
    }

    private Role role(String id) {
        List<PolicyDocument> own = inline.get(id).entrySet().stream()
                .map(one -> new PolicyDocument(one.getKey(), one.getValue()))
                .toList();
        List<AttachedPolicy> others = attached.get(id).entrySet().stream()
                .map(one -> new AttachedPolicy(one.getKey(), Edits.lastName(one.getKey()), false, one.getValue()))
                .toList();
        JsonNode bounds = boundary.get(id);
        return new Role(
                "/", trust.get(id), own, others, bounds == null ? null : MANAGED, bounds, null, null, null, null, null);
    }
}
