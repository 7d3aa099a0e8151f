package io.muster.estate.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.KmsKey;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.PolicyTarget;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Three roles of an account with a key and an organization, made at random: the same by the same seed. Each document has a label, by which it may
 * be left unread.
 */
final class RandomRights {

    private static final String ORGANIZATION = "organization";
    private static final String TAGS = " tags";
    private static final int ROLES = 3;
    static final String KEY = "arn:aws:kms:eu-central-1:" + Estates.ACCOUNT + ":key/k";

    private static final String IAM = "arn:aws:iam::" + Estates.ACCOUNT + ":";

    private static final List<String> ACTIONS = List.of(
            "'*'",
            "'*'",
            "'iam:*'",
            "'iam:*','sts:*'",
            "'iam:PutRolePolicy','iam:AttachRolePolicy'",
            "'iam:CreatePolicyVersion'",
            "'iam:PutRolePermissionsBoundary'",
            "'iam:DetachRolePolicy','iam:DeleteRolePolicy'",
            "'iam:UpdateAssumeRolePolicy'",
            "'iam:PassRole','ec2:RunInstances'",
            "'iam:PassRole','lambda:*'",
            "'iam:CreateUser','iam:CreateAccessKey'",
            "'s3:*'",
            "'s3:GetObject','secretsmanager:GetSecretValue'",
            "'sts:AssumeRole'",
            "'kms:*'",
            "'ec2:*','ssm:*'");

    private static final List<String> RESOURCES = List.of(
            "'*'",
            "'*'",
            "'*'",
            "'*'",
            "'" + IAM + "role/*'",
            "'" + IAM + "role/r1'",
            "'" + IAM + "policy/*'",
            "'arn:aws:s3:::b/*'",
            "'arn:aws:s3:::${aws:PrincipalTag/team}*'",
            "'arn:aws:s3:::*','" + KEY + "'");

    private static final List<String> CONDITIONS = List.of(
            "{'StringEquals':{'aws:PrincipalTag/team':'red'}}",
            "{'StringEquals':{'aws:ResourceTag/team':'blue'}}",
            "{'StringNotEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}}",
            "{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}",
            "{'StringEquals':{'aws:PrincipalAccount':'" + Estates.ACCOUNT + "'}}",
            "{'Bool':{'aws:ViaAWSService':'true'}}");

    private static final List<String> PRINCIPALS = List.of(
            "{'AWS':'" + Estates.ACCOUNT + "'}",
            "{'AWS':'" + IAM + "role/r0'}",
            "{'AWS':'" + IAM + "role/r1'}",
            "'*'",
            "{'Service':'ec2.amazonaws.com'}",
            "{'Service':['lambda.amazonaws.com','ec2.amazonaws.com']}");

    private final Random random;
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();

    RandomRights(long seed) {
        random = new Random(seed);
        for (int role = 0; role < ROLES; role++) {
            some("r" + role + " inline", 1 + random.nextInt(2));
            some("r" + role + " attached", random.nextInt(2));
            some("r" + role + " boundary", random.nextInt(4) == 0 ? 1 : 0);
            documents.put("r" + role + " trust", trust());
        }
        if (random.nextBoolean()) {
            documents.put("control all", MadeRole.policy(MadeRole.allow("*", "*")));
            some("control", random.nextInt(2));
        }
        documents.put(
                "key",
                MadeRole.policy(
                        "{'Effect':'Allow','Action':'kms:*','Resource':'*','Principal':" + any(PRINCIPALS) + "}"));
    }

    private void some(String label, int count) {
        for (int number = 0; number < count; number++) {
            documents.put(label + " " + number, MadeRole.policy(statements()));
        }
    }

    private String[] statements() {
        List<String> statements = new ArrayList<>();
        for (int number = 0; number <= random.nextInt(3); number++) {
            statements.add("{'Effect':'" + (random.nextInt(4) == 0 ? "Deny" : "Allow") + "',"
                    + (random.nextInt(8) == 0 ? "'NotAction'" : "'Action'") + ":[" + any(ACTIONS) + "],"
                    + (random.nextInt(12) == 0 ? "'NotResource'" : "'Resource'") + ":[" + any(RESOURCES) + "]"
                    + condition() + "}");
        }
        return statements.toArray(String[]::new);
    }

    private JsonNode trust() {
        List<String> statements = new ArrayList<>();
        for (int number = 0; number <= random.nextInt(2); number++) {
            statements.add("{'Effect':'" + (number > 0 && random.nextInt(3) == 0 ? "Deny" : "Allow")
                    + "','Action':'sts:AssumeRole','Principal':" + any(PRINCIPALS) + condition() + "}");
        }
        return MadeRole.policy(statements.toArray(String[]::new));
    }

    private String condition() {
        return random.nextInt(4) == 0 ? ",'Condition':" + any(CONDITIONS) : "";
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    /** Some of the labels, by the seed; that of the organization for its listing, and those of tags. */
    Set<String> unread(long seed) {
        Random chosen = new Random(seed);
        List<String> all = new ArrayList<>(documents.keySet());
        all.add(ORGANIZATION);
        for (int role = 0; role < ROLES; role++) {
            all.add("r" + role + TAGS);
        }
        Set<String> unread = new LinkedHashSet<>();
        for (int number = 0; number <= chosen.nextInt(3); number++) {
            unread.add(all.get(chosen.nextInt(all.size())));
        }
        return unread;
    }

    /** The estate without what the labelled documents say. */
    Estate estate(Set<String> unread) {
        Estates made = Estates.estate();
        for (int role = 0; role < ROLES; role++) {
            made.with(role("r" + role, unread));
        }
        documents.keySet().stream()
                .filter(label -> label.startsWith("control"))
                .forEach(label -> made.with(control(label, unread)));
        made.with(Made.of("k", key(unread)));
        return unread.contains(ORGANIZATION)
                ? made.without(ResourceKind.ORGANIZATION_POLICY).build()
                : made.build();
    }

    private JsonNode document(String label, Set<String> unread) {
        return unread.contains(label) ? null : documents.get(label);
    }

    private Estates.Made<Role> role(String name, Set<String> unread) {
        MadeRole role = MadeRole.role(name);
        if (unread.contains(name + " trust")) {
            role.trust("{'NoAction':'cannot be read'}");
        } else {
            role.trustDocument(documents.get(name + " trust"));
        }
        for (String label : documents.keySet()) {
            if (label.startsWith(name + " inline")) {
                role.inlineDocument(document(label, unread));
            } else if (label.startsWith(name + " attached")) {
                role.attachedDocument(document(label, unread));
            } else if (label.startsWith(name + " boundary")) {
                role.boundaryDocument(document(label, unread));
            }
        }
        Map<String, String> tags = Map.of("team", name.equals("r1") ? "blue" : "red");
        Resource<Role> tagged = role.resource().withTags(unread.contains(name + TAGS) ? Resource.unknownTags() : tags);
        return () -> tagged;
    }

    private Estates.Made<OrganizationPolicy> control(String label, Set<String> unread) {
        OrganizationPolicy attributes = new OrganizationPolicy(
                "arn:aws:organizations::999999999999:policy/o-abcdefghij/service_control_policy/p-" + label.length(),
                "SERVICE_CONTROL_POLICY",
                false,
                null,
                document(label, unread),
                List.of(new PolicyTarget("r-root", 0)));
        return Made.of("p-" + label.length(), attributes);
    }

    private KmsKey key(Set<String> unread) {
        JsonNode policy = document("key", unread);
        return new KmsKey(null, null, null, null, null, null, null, null, policy, null, null, List.of(), null, null);
    }
}
