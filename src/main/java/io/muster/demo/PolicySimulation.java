package io.muster.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * SimulatePrincipalPolicy for roles, over the policies that the demo cloud lists. It is implemented independently of Muster's
 * evaluation, as AWS's is. It knows only conditions that compare texts; a statement with another one does not apply.
 */
record PolicySimulation(DemoCloud cloud) implements Operation {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The service control policy of accounts in production. */
    private static final Pattern KEPT_FROM_PRODUCTION =
            Pattern.compile("cloudtrail:(deletetrail|stoplogging)", Pattern.CASE_INSENSITIVE);

    /** One request as a policy sees it, and what it misses. */
    private record Asked(String action, String resource, Map<String, List<String>> context, Set<String> missing) {}

    private record PolicyStatement(String policy, JsonNode says) {}

    @Override
    public SdkPojo answer(Call call) {
        SimulatePrincipalPolicyRequest request = (SimulatePrincipalPolicyRequest) call.request();
        RoleDetail role = cloud.iam(call)
                .of(RoleDetail.class)
                .find(request.policySourceArn())
                .orElseThrow(() -> new DemoError(404, "NoSuchEntity", "The role cannot be found."));
        Map<String, List<String>> context = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.contextEntries().stream()
                .filter(entry -> entry.contextKeyName() != null)
                .forEach(entry -> context.put(entry.contextKeyName(), entry.contextKeyValues()));
        return SimulatePrincipalPolicyResponse.builder()
                .isTruncated(false)
                .evaluationResults(request.actionNames().stream()
                        .flatMap(action -> request.resourceArns().stream()
                                .map(resource -> new Asked(action, resource, context, new TreeSet<>())))
                        .map(asked -> result(call, role, asked))
                        .toList())
                .build();
    }

    private EvaluationResult result(Call call, RoleDetail role, Asked asked) {
        boolean bounded = role.permissionsBoundary() != null;
        List<PolicyStatement> own = Stream.concat(
                        role.rolePolicyList().stream()
                                .flatMap(policy -> statements(
                                        "role_" + role.roleName() + "_" + policy.policyName(),
                                        policy.policyDocument())),
                        role.attachedManagedPolicies().stream().flatMap(policy -> managed(call, policy.policyArn())))
                .toList();
        List<PolicyStatement> bounds = bounded
                ? managed(call, role.permissionsBoundary().permissionsBoundaryArn())
                        .toList()
                : List.of();
        List<String> allowing = speaking(own.stream(), "Allow", asked);
        List<String> denying = speaking(Stream.concat(own.stream(), bounds.stream()), "Deny", asked);
        boolean within = !bounded || !speaking(bounds.stream(), "Allow", asked).isEmpty();
        boolean kept = KEPT_FROM_PRODUCTION.matcher(asked.action()).matches()
                && cloud.account(call.accountId())
                        .filter(DemoAccount::inProduction)
                        .isPresent();
        EvaluationResult.Builder result = EvaluationResult.builder()
                .evalActionName(asked.action())
                .evalResourceName(asked.resource())
                .evalDecision(
                        kept || !denying.isEmpty()
                                ? "explicitDeny"
                                : within && !allowing.isEmpty() ? "allowed" : "implicitDeny")
                .matchedStatements(Stream.concat(allowing.stream(), denying.stream())
                        .distinct()
                        .map(id -> Statement.builder()
                                .sourcePolicyId(id)
                                .sourcePolicyType("IAM Policy")
                                .build())
                        .toList())
                .missingContextValues(asked.missing())
                .organizationsDecisionDetail(detail -> detail.allowedByOrganizations(!kept));
        if (bounded) {
            result.permissionsBoundaryDecisionDetail(detail -> detail.allowedByPermissionsBoundary(within));
        }
        return result.build();
    }

    private Stream<PolicyStatement> managed(Call call, String arn) {
        return cloud.iam(call).of(ManagedPolicyDetail.class).find(arn).stream()
                .flatMap(policy -> policy.policyVersionList().stream()
                        .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
                        .flatMap(version -> statements(policy.policyName(), version.document())));
    }

    private static Stream<PolicyStatement> statements(String policy, String document) {
        try {
            JsonNode read = JSON.readTree(URLDecoder.decode(document, StandardCharsets.UTF_8));
            return elements(read.path("Statement")).map(says -> new PolicyStatement(policy, says));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The elements of an array, or the one that stands for it. */
    private static Stream<JsonNode> elements(JsonNode one) {
        return one.isValueNode() || one.isObject() ? Stream.of(one) : StreamSupport.stream(one.spliterator(), false);
    }

    /** The policies with a statement of the effect that means the request. */
    private static List<String> speaking(Stream<PolicyStatement> statements, String effect, Asked asked) {
        return statements
                .filter(one -> one.says().path("Effect").asText().equals(effect) && means(one.says(), asked))
                .map(PolicyStatement::policy)
                .distinct()
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
        return elements(statement.path(negated ? "Not" + element : element))
                        .anyMatch(pattern -> matches(pattern.asText(), text, flags))
                != negated;
    }

    private static boolean holds(String operator, String key, JsonNode wanted, Asked asked) {
        List<String> values = asked.context().get(key);
        boolean negated = operator.contains("Not");
        if (values == null) {
            asked.missing().add(key);
            return operator.endsWith("IfExists") || negated;
        }
        boolean like = operator.contains("Like") || operator.startsWith("Arn");
        boolean textual = like || operator.contains("StringEquals") || operator.startsWith("Bool");
        return textual
                && elements(wanted)
                                .map(JsonNode::asText)
                                .anyMatch(pattern -> values.stream()
                                        .anyMatch(value ->
                                                like ? matches(pattern, value, 0) : pattern.equalsIgnoreCase(value)))
                        != negated;
    }

    private static boolean matches(String pattern, String text, int flags) {
        return Pattern.compile(Filters.expression(pattern), flags | Pattern.DOTALL)
                .matcher(text)
                .matches();
    }
}
