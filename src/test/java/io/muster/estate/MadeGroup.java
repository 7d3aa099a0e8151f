package io.muster.estate;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A security group without rules, until told otherwise. */
public final class MadeGroup implements Estates.Made<SecurityGroup> {

    private final String id;
    private final Map<String, String> tags = new HashMap<>();
    private final List<SecurityGroupRule> ingress = new ArrayList<>();
    private final List<SecurityGroupRule> egress = new ArrayList<>();
    private String name;
    private boolean isDefault;
    private String owner = Estates.ACCOUNT;
    private String vpc = "vpc-1";

    private MadeGroup(String id) {
        this.id = id;
    }

    public static MadeGroup group(String id) {
        return new MadeGroup(id);
    }

    public MadeGroup isDefault() {
        isDefault = true;
        return this;
    }

    public MadeGroup name(String given) {
        name = given;
        return this;
    }

    /** Admits everything from a group of another account, or of a peered VPC. */
    public MadeGroup inFromForeign(String groupId, String account, String peeringStatus) {
        String peering = peeringStatus == null ? null : "pcx-1";
        ingress.add(new SecurityGroupRule(
                "sgr-" + (ingress.size() + 1),
                "-1",
                null,
                null,
                null,
                null,
                groupId,
                null,
                new ReferencedGroup(null, account, null, peeringStatus, peering)));
        return this;
    }

    public MadeGroup owner(String account) {
        owner = account;
        return this;
    }

    public MadeGroup of(String vpcId) {
        vpc = vpcId;
        return this;
    }

    /** Admits the range to the ports; the rule's id is {@code sgr-} and its place. */
    public MadeGroup in(String protocol, Integer from, Integer to, String cidr) {
        ingress.add(rule("sgr-" + (ingress.size() + 1), protocol, from, to, cidr, null, null));
        return this;
    }

    public MadeGroup inFromList(String protocol, Integer from, Integer to, String prefixListId) {
        ingress.add(rule("sgr-" + (ingress.size() + 1), protocol, from, to, null, prefixListId, null));
        return this;
    }

    public MadeGroup inFromGroup(String groupId) {
        ingress.add(rule("sgr-" + (ingress.size() + 1), "-1", null, null, null, null, groupId));
        return this;
    }

    public MadeGroup out(String protocol, Integer from, Integer to, String cidr) {
        egress.add(rule("sgr-e" + (egress.size() + 1), protocol, from, to, cidr, null, null));
        return this;
    }

    public MadeGroup outToList(String protocol, String prefixListId) {
        egress.add(rule("sgr-e" + (egress.size() + 1), protocol, null, null, null, prefixListId, null));
        return this;
    }

    public MadeGroup outToGroup(String groupId) {
        egress.add(rule("sgr-e" + (egress.size() + 1), "-1", null, null, null, null, groupId));
        return this;
    }

    public MadeGroup tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    private static SecurityGroupRule rule(
            String id, String protocol, Integer from, Integer to, String cidr, String list, String group) {
        return new SecurityGroupRule(id, protocol, from, to, cidr, list, group, null, null);
    }

    @Override
    public Resource<SecurityGroup> resource() {
        return Estates.resource(
                id,
                tags,
                new SecurityGroup(
                        name != null ? name : isDefault ? "default" : id,
                        null,
                        vpc,
                        isDefault,
                        owner,
                        List.copyOf(ingress),
                        List.copyOf(egress)));
    }
}
