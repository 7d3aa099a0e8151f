package io.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsEstateBuilder;
import io.muster.aws.IamEstateBuilder;
import io.muster.endtoend.PublishedPath.Target;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A role for each published escalation path, with the actions of the path and no others. Its escalations are those of which it has all actions,
 * each with its target: the path itself, and shorter ones that it includes. In each round one action is taken away from every role.
 */
@NeedsAnotherAws
@QuarkusTest
@TestProfile(EndToEndProfile.class)
class EscalationPathsTest {

    private static final String ACCOUNT = "640000000012";
    private static final String ROLES = "arn:aws:iam::" + ACCOUNT + ":role/service/";
    private static final String SERVICE_ADMIN = "admin-of-services";
    private static final String ASSUMABLE_ADMIN = "admin-of-account";
    private static final String INLINE = "actions";
    private static final String IDENTITY_POOLS = "cognito-identity.amazonaws.com";
    private static final String EVERYTHING = statement("*", "*");

    private static final String ESCALATIONS = """
            query($account: String!, $after: String) {
              roles(filter: {accountIds: [$account]}, first: 100, after: $after) {
                pageInfo { hasNextPage endCursor }
                nodes { name privilege { isAdmin escalations { name target administrator grants { policy } } } } } }""";

    private final Map<String, PublishedPath> paths = new TreeMap<>();
    private String policy;
    private String boundary;

    @Test
    void areFoundWithTheirTargetsAndGoneWithoutOneOfTheirActions() {
        // given
        Member member = Member.of(ACCOUNT);
        IamEstateBuilder iam = member.aws().iam();
        makeTargets(member, iam);
        makeRoles(iam);

        // when
        Muster.scan(member.register().accountId());

        // then
        assertThat(found()).isEqualTo(expected(-1));

        // when, then
        int longest = paths.values().stream()
                .mapToInt(path -> path.actions().size())
                .max()
                .orElseThrow();
        for (int round = 0; round < longest; round++) {
            takeAway(iam, round);
            Muster.scan(ACCOUNT, Map.of("kinds", List.of("ROLE")));
            assertThat(found()).as("without action " + round).isEqualTo(expected(round));
        }
    }

    /** Two administrators: one runs every service and an instance, the other may be assumed by roles that have the right to. */
    private void makeTargets(Member member, IamEstateBuilder iam) {
        policy = iam.policy("common", statement("sts:GetCallerIdentity", "*"));
        List<String> services = PublishedPath.all().stream()
                .map(PublishedPath::service)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        makeRole(iam, SERVICE_ADMIN, trustOfServices(services), null, EVERYTHING);
        makeRole(iam, ASSUMABLE_ADMIN, trust("AWS", List.of("arn:aws:iam::" + ACCOUNT + ":root")), null, EVERYTHING);
        iam.profile(SERVICE_ADMIN, SERVICE_ADMIN);
        AwsEstateBuilder aws = member.aws();
        String image = aws.image("plain", aws.snapshot(aws.volume("disk", AwsEstate.ZONE, 8, true), "disk"));
        aws.instance(launch -> launch.imageId(image)
                .instanceType("t3.micro")
                .iamInstanceProfile(profile -> profile.name(SERVICE_ADMIN)));
    }

    private void makeRoles(IamEstateBuilder iam) {
        boundary = iam.policy("boundary", EVERYTHING);
        for (PublishedPath path : PublishedPath.all()) {
            String name = "path-" + paths.size();
            paths.put(name, path);
            makeRole(
                    iam,
                    name,
                    trust("Service", List.of("config.amazonaws.com")),
                    path.target() == Target.BOUNDARY ? boundary : null,
                    document(path.actions()));
        }
    }

    private void makeRole(IamEstateBuilder iam, String name, String trust, @Nullable String boundary, String document) {
        iam.role(name, trust, boundary);
        iam.attachPolicy(name, policy);
        iam.inline(name, INLINE, document);
    }

    private void takeAway(IamEstateBuilder iam, int round) {
        paths.forEach((name, path) -> {
            if (round == 0 || round <= path.actions().size()) {
                iam.inline(name, INLINE, document(path.without(round)));
            }
        });
    }

    private static String document(List<String> actions) {
        return actions.isEmpty()
                ? statement("sts:GetCallerIdentity", "*")
                : "{\"Version\": \"2012-10-17\", \"Statement\": ["
                        + actions.stream()
                                .map(action -> allow(action, resource(action)))
                                .collect(Collectors.joining(","))
                        + "]}";
    }

    /** Trust policies can be changed, and roles assumed, of one administrator each: else every role would be a target. */
    private static String resource(String action) {
        return switch (action) {
            case "iam:UpdateAssumeRolePolicy" -> ROLES + SERVICE_ADMIN;
            case "sts:AssumeRole" -> ROLES + ASSUMABLE_ADMIN;
            default -> "*";
        };
    }

    private static String statement(String action, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [" + allow(action, resource) + "]}";
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Resource\": \"" + resource + "\"}";
    }

    /** Identity pools are an identity provider to trust policies, beside one of the account's own. */
    private static String trustOfServices(List<String> services) {
        String provider = "arn:aws:iam::" + ACCOUNT + ":saml-provider/users";
        return trust(
                        "Service",
                        services.stream()
                                .filter(service -> !service.equals(IDENTITY_POOLS))
                                .toList())
                .replace(
                        "]}}]}",
                        "]}}, " + federated("sts:AssumeRoleWithWebIdentity", IDENTITY_POOLS) + ", "
                                + federated("sts:AssumeRoleWithSAML", provider) + "]}");
    }

    private static String federated(String action, String provider) {
        return "{\"Effect\": \"Allow\", \"Action\": \"" + action + "\", \"Principal\": {\"Federated\": \"" + provider
                + "\"}}";
    }

    private static String trust(String type, List<String> names) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                + " \"Principal\": {\"" + type + "\": "
                + names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",", "[", "]"))
                + "}}]}";
    }

    /** By role, what the paths lead to of which it has all actions; {@code round} is the place of the missing action. */
    private Map<String, Set<String>> expected(int round) {
        Map<String, Set<String>> expected = new TreeMap<>();
        paths.forEach((name, path) -> expected.put(
                name,
                PublishedPath.all().stream()
                        .filter(other -> path.without(round).containsAll(other.actions()))
                        .filter(other -> other.target() != Target.BOUNDARY || path.target() == Target.BOUNDARY)
                        .filter(other -> other.target() != Target.DENIALS) // none of the roles is denied anything
                        .filter(other ->
                                other.target() != Target.UNBOUNDED) // no role that may be assumed has a boundary
                        .map(other -> other.name() + " " + target(other, name) + " " + other.ofAdministrator())
                        .collect(Collectors.toCollection(TreeSet::new))));
        return expected;
    }

    private String target(PublishedPath path, String role) {
        return switch (path.target()) {
            case SELF, OTHER_VERSION -> path.actions().get(0).endsWith("Version") ? policy : ROLES + role;
            case BOUNDARY -> path.actions().get(0).endsWith("Version") ? boundary : ROLES + role;
            case DENIALS, UNBOUNDED -> throw new IllegalArgumentException(path.name());
            case NEW_ROLE -> "arn:aws:iam::" + ACCOUNT + ":role/*";
            case USER, CONTROLLED_USER, USER_ADMINISTRATOR -> "arn:aws:iam::" + ACCOUNT + ":user/*";
            case ASSUME -> ROLES + ASSUMABLE_ADMIN;
            case CHANGED -> ROLES + (path.actions().contains("sts:AssumeRole") ? ASSUMABLE_ADMIN : SERVICE_ADMIN);
            case TRUST, FEDERATED, PASSED, OWN_INSTANCE, EXISTING, INSTANCE -> ROLES + SERVICE_ADMIN;
            case PERMISSION_SET -> "a permission set of IAM Identity Center";
        };
    }

    private Map<String, Set<String>> found() {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode role : roles()) {
            String name = role.path("name").asText();
            JsonNode privilege = role.path("privilege");
            assertThat(privilege.path("isAdmin").asBoolean()).as(name).isEqualTo(!paths.containsKey(name));
            if (paths.containsKey(name)) {
                List<JsonNode> escalations =
                        Muster.each(privilege.path("escalations")).toList();
                assertThat(escalations)
                        .as(name)
                        .allSatisfy(one -> assertThat(one.path("grants")).isNotEmpty());
                found.put(name, texts(escalations));
            }
        }
        return found;
    }

    private static Set<String> texts(List<JsonNode> escalations) {
        return escalations.stream()
                .map(one -> Stream.of("name", "target", "administrator")
                        .map(field -> one.path(field).asText())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> roles() {
        List<JsonNode> roles = new ArrayList<>();
        String after = null;
        do {
            Map<String, Object> variables = new HashMap<>();
            variables.put("account", ACCOUNT);
            variables.put("after", after);
            JsonNode page = Muster.ask(ESCALATIONS, variables).path("roles");
            Muster.each(page.path("nodes")).forEach(roles::add);
            after = page.path("pageInfo").path("hasNextPage").asBoolean()
                    ? page.path("pageInfo").path("endCursor").asText()
                    : null;
        } while (after != null);
        return roles;
    }
}
