package io.muster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/**
 * SimulatePrincipalPolicy for roles, over the policies that the demo cloud lists. It is written apart from Muster's evaluation, as AWS's is.
 * Of conditions it knows those that compare texts; a statement with another one does not apply.
 */
record PolicySimulation(DemoCloud cloud) implements Operation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service control policy of accounts in production. */
    private static final Set<String> KEPT_FROM_PRODUCTION = Set.of("cloudtrail:deletetrail", "cloudtrail:stoplogging");

    /** One request as a policy sees it, and what it misses. */
    private record Asked(String action, String resource, Map<String, List<String>> context, Set<String> missing) {}

    private record Policies(String id, List<JsonNode> statements) {}

    @Override
    public SdkPojo answer(Call call) {
        SimulatePrincipalPolicyRequest request = (SimulatePrincipalPolicyRequest) call.request();
        RoleDetail role = cloud.iam(call).of(RoleDetail.class).all().stream()
                .filter(one -> one.arn().equals(request.policySourceArn()))
                .findFirst()
                .orElseThrow(() -> new DemoError(404, "NoSuchEntity", "The role cannot be found."));
        Map<String, List<String>> context = new TreeMap<>();
        request.contextEntries().stream()
                .filter(entry -> entry.contextKeyName() != null)
                .forEach(entry ->
                        context.put(entry.contextKeyName().toLowerCase(Locale.ROOT), entry.contextKeyValues()));
        List<Map<String, ?>> results = new ArrayList<>();
        for (String action : request.actionNames()) {
            for (String resource : request.resourceArns()) {
                results.add(result(call, role, new Asked(action, resource, context, new TreeSet<>())));
            }
        }
        return call.answer(Map.of("EvaluationResults", results, "IsTruncated", "false"));
    }

    private Map<String, ?> result(Call call, RoleDetail role, Asked asked) {
        List<Policies> own = policies(call, role);
        String boundary = role.permissionsBoundary() == null
                ? null
                : role.permissionsBoundary().permissionsBoundaryArn();
        List<Policies> bounds = boundary == null ? List.of() : List.of(managed(call, boundary));
        List<String> allowing = speaking(own, "Allow", asked);
        List<String> denying =
                speaking(Stream.concat(own.stream(), bounds.stream()).toList(), "Deny", asked);
        boolean within = boundary == null || !speaking(bounds, "Allow", asked).isEmpty();
        boolean kept = cloud.account(call.accountId())
                        .filter(DemoAccount::inProduction)
                        .isPresent()
                && KEPT_FROM_PRODUCTION.contains(asked.action().toLowerCase(Locale.ROOT));
        String decision = !denying.isEmpty() || kept
                ? "explicitDeny"
                : !allowing.isEmpty() && within ? "allowed" : "implicitDeny";
        Map<String, Object> result = new TreeMap<>();
        result.put("EvalActionName", asked.action());
        result.put("EvalResourceName", asked.resource());
        result.put("EvalDecision", decision);
        result.put(
                "MatchedStatements",
                Stream.concat(allowing.stream(), denying.stream())
                        .distinct()
                        .map(id -> Map.of("SourcePolicyId", id, "SourcePolicyType", "IAM Policy"))
                        .toList());
        result.put("MissingContextValues", List.copyOf(asked.missing()));
        result.put("OrganizationsDecisionDetail", Map.of("AllowedByOrganizations", String.valueOf(!kept)));
        if (boundary != null) {
            result.put(
                    "PermissionsBoundaryDecisionDetail",
                    Map.of("AllowedByPermissionsBoundary", String.valueOf(within)));
        }
        return result;
    }

    private List<Policies> policies(Call call, RoleDetail role) {
        return Stream.concat(
                        role.rolePolicyList().stream()
                                .map(policy -> of(
                                        "role_" + role.roleName() + "_" + policy.policyName(),
                                        policy.policyDocument())),
                        role.attachedManagedPolicies().stream().map(policy -> managed(call, policy.policyArn())))
                .toList();
    }

    private Policies managed(Call call, String arn) {
        return cloud.iam(call).of(ManagedPolicyDetail.class).all().stream()
                .filter(policy -> policy.arn().equals(arn))
                .findFirst()
                .map(policy -> of(policy.policyName(), inForce(policy)))
                .orElse(new Policies(arn, List.of()));
    }

    private static String inForce(ManagedPolicyDetail policy) {
        return policy.policyVersionList().stream()
                .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
                .map(PolicyVersion::document)
                .findFirst()
                .orElse("{}");
    }

    private static Policies of(String id, String document) {
        try {
            return new Policies(
                    id,
                    elements(JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8))
                            .path("Statement")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JsonNode> elements(JsonNode one) {
        List<JsonNode> all = new ArrayList<>();
        if (one.isArray()) {
            one.forEach(all::add);
        } else if (!one.isMissingNode()) {
            all.add(one);
        }
        return all;
    }

    /** The policies with a statement of the effect that means the request. */
    private static List<String> speaking(List<Policies> policies, String effect, Asked asked) {
        return policies.stream()
                .filter(policy -> policy.statements().stream()
                        .filter(statement -> statement.path("Effect").asText().equals(effect))
                        .anyMatch(statement -> means(statement, asked)))
                .map(Policies::id)
                .toList();
    }

    private static boolean means(JsonNode statement, Asked asked) {
        return named(statement, "Action", asked.action(), Pattern.CASE_INSENSITIVE)
                && named(statement, "Resource", asked.resource(), 0)
                && statement.path("Condition").properties().stream()
                        .flatMap(operator -> operator.getValue().properties().stream()
                                .map(key -> holds(operator.getKey(), key.getKey(), key.getValue(), asked)))
                        .reduce(true, Boolean::logicalAnd);
    }

    private static boolean named(JsonNode statement, String element, String text, int flags) {
        boolean negated = !statement.has(element);
        return elements(statement.path(negated ? "Not" + element : element)).stream()
                        .anyMatch(pattern -> matches(pattern.asText(), text, flags))
                != negated;
    }

    private static boolean holds(String operator, String key, JsonNode wanted, Asked asked) {
        List<String> values = asked.context().get(key.toLowerCase(Locale.ROOT));
        boolean negated = operator.contains("Not");
        if (values == null) {
            asked.missing().add(key);
            return operator.endsWith("IfExists") || negated;
        }
        boolean like = operator.contains("Like") || operator.startsWith("Arn");
        boolean textual = like || operator.contains("StringEquals") || operator.startsWith("Bool");
        return textual
                && elements(wanted).stream()
                                .anyMatch(pattern -> values.stream()
                                        .anyMatch(value -> like
                                                ? matches(pattern.asText(), value, 0)
                                                : pattern.asText().equalsIgnoreCase(value)))
                        != negated;
    }

    private static boolean matches(String pattern, String text, int flags) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, flags | Pattern.DOTALL).matcher(text).matches();
    }
}
