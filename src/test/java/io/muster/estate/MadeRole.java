package io.muster.estate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.ServiceUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A role without policies, until told otherwise. */
public final class MadeRole implements Estates.Made<Role> {

    private final String name;
    private final List<PolicyDocument> inline = new ArrayList<>();
    private final List<AttachedPolicy> attached = new ArrayList<>();
    private JsonNode trust = JsonNodeFactory.instance.objectNode();
    private Instant lastUsed;
    private Instant created;
    private String boundaryArn;
    private JsonNode boundary;
    private List<ServiceUse> used;
    private List<String> unused;
    private Instant checkedAt;
    private String path = "/";

    private MadeRole(String name) {
        this.name = name;
    }

    public static MadeRole role(String name) {
        return new MadeRole(name);
    }

    /** A policy document of the statements, each written with single quotes. */
    public static JsonNode policy(String... statements) {
        return Estates.json("{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}");
    }

    public static String allow(String actions, String resource) {
        return "{'Effect': 'Allow', 'Action': " + list(actions) + ", 'Resource': " + list(resource) + "}";
    }

    public static String deny(String actions, String resource) {
        return "{'Effect': 'Deny', 'Action': " + list(actions) + ", 'Resource': " + list(resource) + "}";
    }

    private static String list(String commaSeparated) {
        return "['" + commaSeparated.replace(" ", "").replace(",", "', '") + "']";
    }

    public MadeRole inline(String... statements) {
        return inlineDocument(policy(statements));
    }

    public MadeRole inlineDocument(JsonNode document) {
        inline.add(new PolicyDocument("inline-" + (inline.size() + 1), document));
        return this;
    }

    public MadeRole attached(String... statements) {
        return attachedDocument(policy(statements));
    }

    /** Attaches a managed policy; null where its document could not be read. */
    public MadeRole attachedDocument(JsonNode document) {
        String policy = "attached-" + (attached.size() + 1);
        attached.add(
                new AttachedPolicy("arn:aws:iam::" + Estates.ACCOUNT + ":policy/" + policy, policy, false, document));
        return this;
    }

    /** Attaches a policy of the account, by its path and name, which allows nothing. */
    public MadeRole attachedOwn(String name) {
        attached.add(new AttachedPolicy("arn:aws:iam::" + Estates.ACCOUNT + ":policy/" + name, name, false, policy()));
        return this;
    }

    /** Attaches a policy that AWS keeps, by its path and name. */
    public MadeRole attachedOfAws(String name, String... statements) {
        attached.add(new AttachedPolicy("arn:aws:iam::aws:policy/" + name, name, true, policy(statements)));
        return this;
    }

    public MadeRole trustedByEc2() {
        return trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'ec2.amazonaws.com'}}");
    }

    public MadeRole trust(String... statements) {
        return trustDocument(policy(statements));
    }

    public MadeRole trustDocument(JsonNode document) {
        trust = document;
        return this;
    }

    public MadeRole lastUsed(Instant at) {
        lastUsed = at;
        return this;
    }

    public MadeRole created(Instant at) {
        created = at;
        return this;
    }

    public MadeRole boundary(String... statements) {
        return boundaryDocument(policy(statements));
    }

    public MadeRole boundaryDocument(JsonNode document) {
        return boundedBy("boundary", document);
    }

    /** Bounds the role by the policy of that name. */
    public MadeRole boundedBy(String policy, JsonNode document) {
        boundaryArn = "arn:aws:iam::" + Estates.ACCOUNT + ":policy/" + policy;
        boundary = document;
        return this;
    }

    /** The services that IAM lists for it: those that were called with it, and the others. */
    public MadeRole services(List<String> called, List<String> others) {
        used = called.stream()
                .map(service -> new ServiceUse(service, Estates.NOW))
                .toList();
        unused = others;
        checkedAt = Estates.NOW;
        return this;
    }

    /** The services are those of an earlier scan: IAM did not tell them in the last one. */
    public MadeRole unchecked() {
        checkedAt = null;
        return this;
    }

    public MadeRole path(String its) {
        path = its;
        return this;
    }

    @Override
    public Resource<Role> resource() {
        Role attributes = new Role(
                path,
                trust,
                List.copyOf(inline),
                List.copyOf(attached),
                boundaryArn,
                boundary,
                lastUsed,
                created,
                used,
                unused,
                checkedAt);
        return Estates.resource(name, Map.of(), attributes);
    }
}
