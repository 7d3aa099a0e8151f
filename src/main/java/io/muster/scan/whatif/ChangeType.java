package io.muster.scan.whatif;

import io.muster.estate.change.AddGroupRule;
import io.muster.estate.change.AssociateAddress;
import io.muster.estate.change.AttachRolePolicy;
import io.muster.estate.change.Change;
import io.muster.estate.change.DeleteAclEntry;
import io.muster.estate.change.DeletePublicAccessExclusion;
import io.muster.estate.change.DeleteRolePolicy;
import io.muster.estate.change.DeleteRoute;
import io.muster.estate.change.DetachRolePolicy;
import io.muster.estate.change.DisassociateAddress;
import io.muster.estate.change.PutAclEntry;
import io.muster.estate.change.PutPublicAccessExclusion;
import io.muster.estate.change.PutRolePolicy;
import io.muster.estate.change.PutRoute;
import io.muster.estate.change.RemoveGroupRule;
import io.muster.estate.change.SetBlockPublicAccess;
import io.muster.estate.change.SetInstanceProfile;
import io.muster.estate.change.SetMetadataOptions;
import io.muster.estate.change.SetPermissionsBoundary;
import io.muster.estate.change.SetPolicyDocument;
import io.muster.estate.change.SetSecurityGroups;
import io.muster.estate.change.SetTrustPolicy;
import io.muster.estate.traffic.Cidr;
import io.muster.inventory.AddressText;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.ToggleState;
import java.util.function.BiFunction;

/** The types of changes that a question can be about. */
public enum ChangeType {
    ADD_SECURITY_GROUP_RULE((fields, index) -> {
        boolean egress = RuleReader.egress(fields);
        return new AddGroupRule(fields.text("groupId"), egress, RuleReader.read(fields, "sgr-proposed-" + index));
    }),
    REMOVE_SECURITY_GROUP_RULE((fields, index) -> {
        boolean egress = RuleReader.egress(fields);
        String ruleId = fields.textOrNull("ruleId");
        if (ruleId != null) {
            RuleReader.refuse(fields, "must not be there beside ruleId, which names the rule");
        }
        return new RemoveGroupRule(
                fields.text("groupId"), egress, ruleId, ruleId == null ? RuleReader.read(fields, null) : null);
    }),
    SET_SECURITY_GROUPS((fields, index) ->
            new SetSecurityGroups(instance(fields), fields.textOrNull("networkInterfaceId"), fields.texts("groupIds"))),
    PUT_NETWORK_ACL_ENTRY((fields, index) -> new PutAclEntry(fields.text("networkAclId"), RuleReader.entry(fields))),
    DELETE_NETWORK_ACL_ENTRY((fields, index) -> new DeleteAclEntry(
            fields.text("networkAclId"), RuleReader.egress(fields), fields.integer("number", 1, 32_766))),
    PUT_ROUTE((fields, index) -> new PutRoute(fields.text("routeTableId"), destination(fields), fields.text("target"))),
    DELETE_ROUTE((fields, index) -> new DeleteRoute(fields.text("routeTableId"), destination(fields))),
    SET_METADATA_OPTIONS((fields, index) -> {
        HttpTokens tokens = fields.choiceOrNull("httpTokens", HttpTokens.class);
        Integer hopLimit = fields.integerOrNull("hopLimit", 1, 64);
        ToggleState endpoint = fields.choiceOrNull("httpEndpoint", ToggleState.class);
        ToggleState tags = fields.choiceOrNull("instanceMetadataTags", ToggleState.class);
        if (tokens == null && hopLimit == null && endpoint == null && tags == null) {
            throw fields.bad(
                    "httpTokens",
                    "is missing: one of httpTokens, hopLimit, httpEndpoint and instanceMetadataTags must be there");
        }
        return new SetMetadataOptions(fields.text("instanceId"), tokens, hopLimit, endpoint, tags);
    }),
    SET_INSTANCE_PROFILE(
            (fields, index) -> new SetInstanceProfile(fields.text("instanceId"), fields.textOrNull("instanceProfile"))),
    ASSOCIATE_ADDRESS((fields, index) ->
            new AssociateAddress(address(fields), instance(fields), fields.textOrNull("networkInterfaceId"))),
    DISASSOCIATE_ADDRESS((fields, index) -> new DisassociateAddress(address(fields))),
    SET_BLOCK_PUBLIC_ACCESS((fields, index) -> new SetBlockPublicAccess(fields.text("mode"))),
    PUT_BLOCK_PUBLIC_ACCESS_EXCLUSION(
            (fields, index) -> new PutPublicAccessExclusion(fields.text("resourceId"), fields.text("mode"))),
    DELETE_BLOCK_PUBLIC_ACCESS_EXCLUSION((fields, index) -> new DeletePublicAccessExclusion(fields.text("resourceId"))),
    PUT_ROLE_POLICY((fields, index) -> new PutRolePolicy(
            fields.text("roleName"), fields.text("policyName"), fields.document("document", PolicySort.INLINE))),
    DELETE_ROLE_POLICY((fields, index) -> new DeleteRolePolicy(fields.text("roleName"), fields.text("policyName"))),
    ATTACH_ROLE_POLICY((fields, index) -> new AttachRolePolicy(fields.text("roleName"), fields.text("policyArn"))),
    DETACH_ROLE_POLICY((fields, index) -> new DetachRolePolicy(fields.text("roleName"), fields.text("policyArn"))),
    SET_PERMISSIONS_BOUNDARY(
            (fields, index) -> new SetPermissionsBoundary(fields.text("roleName"), fields.textOrNull("policyArn"))),
    SET_TRUST_POLICY((fields, index) ->
            new SetTrustPolicy(fields.text("roleName"), fields.document("document", PolicySort.TRUST))),
    SET_POLICY_DOCUMENT((fields, index) ->
            new SetPolicyDocument(fields.text("policyArn"), fields.document("document", PolicySort.MANAGED), false));

    private static final String TYPE = "type";

    @SuppressWarnings("ImmutableEnumChecker") // the functions have no state
    private final BiFunction<Fields, Integer, Change> reader;

    ChangeType(BiFunction<Fields, Integer, Change> reader) {
        this.reader = reader;
    }

    /** The change that the members describe, and no other member. */
    static Change read(Fields fields, int index) {
        Change change = fields.choice(TYPE, ChangeType.class).reader.apply(fields, index);
        fields.end();
        return change;
    }

    /** Null where an interface is named instead. */
    private static String instance(Fields fields) {
        return fields.node("networkInterfaceId") == null ? fields.text("instanceId") : fields.textOrNull("instanceId");
    }

    private static String address(Fields fields) {
        String address = fields.text("publicIp");
        if (address.indexOf('/') >= 0 || AddressText.tryParse(address).isEmpty()) {
            throw fields.bad("publicIp", address + " is not an address");
        }
        return address;
    }

    private static String destination(Fields fields) {
        String destination = fields.text("destination");
        if (destination.startsWith("pl-")) {
            return destination;
        }
        return Cidr.tryParse(destination).isPresent() || destination.indexOf('/') >= 0
                ? String.valueOf(fields.cidrOrNull("destination"))
                : refuse(fields, destination);
    }

    private static String refuse(Fields fields, String destination) {
        throw fields.bad("destination", destination + " is neither a CIDR nor the id of a prefix list");
    }
}
