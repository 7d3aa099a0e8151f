package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLCodeRegistry;
import io.muster.estate.privilege.PrivilegeReads;
import io.muster.estate.privilege.PrivilegeReads.StoredPrivilege;
import io.muster.inventory.ResourceRow;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The effective rights of roles, and of instances by theirs, as the scans keep them. */
@ApplicationScoped
class PrivilegePart implements SchemaAssembly.SchemaPart {

    private static final String DEFINITIONS = """
            extend type Instance {
              "The rights of its role, worked out from the cached policies; null without a role."
              privilege: Privilege
            }
            extend type Role {
              "Its effective rights, worked out from the cached policies."
              privilege: Privilege!
            }
            extend input InstanceFilter {
              "True: only those whose role is certainly an administrator; false: only those whose role certainly is none."
              admin: Boolean
            }
            extend input RoleFilter {
              "True: only those that are certainly administrators; false: only those that certainly are none."
              admin: Boolean
            }
            "Whether something is so; UNKNOWN where an unknown fact decides."
            enum PrivilegeVerdict {
              "It is so for certain."
              YES
              "It is certainly not so."
              NO
              "It depends on an unknown fact."
              UNKNOWN
            }
            "The effective rights of a role: its policies, without denied actions, within its permissions boundary and the policies of the organization."
            type Privilege {
              "The role's ARN."
              roleArn: String!
              "Whether it may change every identity of the account, as far as the organization lets anyone, for certain."
              isAdmin: Boolean!
              "Whether it may; UNKNOWN where conditions or policies that were not read decide, and where no scan has looked yet."
              administrator: PrivilegeVerdict!
              "Since when it is as it is; null where no scan has looked yet."
              since: DateTime
              "Known ways from this role to more rights, by their published names, over roles of other registered accounts as well; none of an administrator. IAM users are not in the inventory: a way over an existing one is not certain. Two entries may have the same name and target: one, which is certain, for the rights that the role surely gains, and one, which is not, that perhaps leads to an administrator."
              escalations: [Escalation!]!
              "The shortest way to an administrator, step by step; it may be one of another account."
              wayToAdministrator: [Escalation!]!
              "The statements that together make it an administrator."
              administratorGrants: [PolicyStatement!]!
              "service:Action patterns it holds on Resource *, after Deny, boundary and NotAction; exceptions follow their pattern: * but iam:*."
              wildcardActions: [String!]!
              "Actions that read or decrypt data and that it may do on everything of the account, or of a region in which instances run with it, as secretsmanager:GetSecretValue in eu-central-1."
              dataReads: [String!]!
              "The principals that its trust policy lets in."
              assumableBy: [TrustedPrincipal!]!
              "The policies and kinds of resources that were not read."
              missing: [String!]!
            }
            "A way from a role to more rights."
            type Escalation {
              "Its published name."
              name: String!
              "The actions that are needed."
              actions: [String!]!
              "Where it is described."
              reference: String
              "Its target: an ARN, or a pattern where any such will do."
              target: String!
              "Whether it ends with an administrator of the target's account, at once or over further steps."
              administrator: Boolean!
              "Whether it is open for certain; else it depends on unknown facts."
              certain: Boolean!
              "The statements that allow the actions."
              grants: [PolicyStatement!]!
            }
            "A statement of a policy."
            type PolicyStatement {
              "The policy's ARN, or the name of an inline policy."
              policy: String!
              "Its Sid, or its place in the policy, counted from 1."
              statement: String!
              "The actions that it names."
              actions: String!
              "The resources that it names."
              resources: String!
            }
            "A principal that a trust policy lets in."
            type TrustedPrincipal {
              "AWS, Service, Federated or CanonicalUser."
              type: String!
              "Its name or ARN."
              name: String!
              "The Sid of the statement, or its place."
              statement: String!
              "The requirements of the statement's conditions, as an external id."
              conditionKeys: [String!]!
            }
            """;

    private final PrivilegeReads privileges;

    PrivilegePart(PrivilegeReads privileges) {
        this.privileges = privileges;
    }

    @Override
    public String definitions() {
        return DEFINITIONS;
    }

    @Override
    public void wire(GraphQLCodeRegistry.Builder code) {
        new Fields<ResourceRow>(code, "Role").fetched("privilege", environment -> {
            ResourceRow row = environment.getSource();
            Instant at = PointInTime.of(environment).at();
            return Batches.load(environment, row.id(), "", ids -> privileges.ofRoles(ids, at), null);
        });
        new Fields<ResourceRow>(code, "Instance").fetched("privilege", environment -> {
            ResourceRow row = environment.getSource();
            Instant at = PointInTime.of(environment).ofLinks();
            return Batches.load(environment, row.id(), "", ids -> privileges.ofInstances(ids, at), null);
        });
        Fields<StoredPrivilege> privilege = new Fields<>(code, "Privilege");
        privilege.field("roleArn", StoredPrivilege::arn);
        privilege.field("isAdmin", stored -> "YES".equals(stored.admin()));
        privilege.field("administrator", stored -> stored.admin() == null ? "UNKNOWN" : stored.admin());
        privilege.field("since", StoredPrivilege::since);
        for (String list : List.of("escalations", "wayToAdministrator", "administratorGrants", "assumableBy")) {
            privilege.field(list, stored -> list(stored.document(), list, node -> node));
        }
        privilege.field("wildcardActions", stored -> list(stored.document(), "wildcardActions", JsonNode::asText));
        privilege.field("dataReads", stored -> list(stored.document(), "dataReads", JsonNode::asText));
        privilege.field(
                "missing",
                stored -> stored.document() == null
                        ? List.of("no scan has looked at it yet")
                        : list(stored.document(), "missing", JsonNode::asText));
        wireParts(code);
    }

    private static void wireParts(GraphQLCodeRegistry.Builder code) {
        Fields<JsonNode> escalation = new Fields<>(code, "Escalation");
        texts(escalation, "name", "reference", "target");
        escalation.field("actions", node -> list(node, "actions", JsonNode::asText));
        escalation.field("administrator", node -> node.path("administrator").asBoolean());
        escalation.field("certain", node -> node.path("certain").asBoolean());
        escalation.field("grants", node -> list(node, "grants", grant -> grant));
        texts(new Fields<>(code, "PolicyStatement"), "policy", "statement", "actions", "resources");
        Fields<JsonNode> principal = new Fields<>(code, "TrustedPrincipal");
        texts(principal, "type", "name", "statement");
        principal.field("conditionKeys", node -> list(node, "conditionKeys", JsonNode::asText));
    }

    private static void texts(Fields<JsonNode> fields, String... names) {
        for (String name : names) {
            fields.field(name, node -> node.path(name).asText());
        }
    }

    private static <T> List<T> list(@Nullable JsonNode document, String field, Function<JsonNode, T> of) {
        List<T> all = new ArrayList<>();
        if (document != null) {
            document.path(field).forEach(node -> all.add(of.apply(node)));
        }
        return all;
    }
}
