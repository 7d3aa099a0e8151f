package io.muster.aws.simulation;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.AwsSession;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * Asks AWS's policy simulator. It evaluates the policies of a role, its permissions boundary and the service control policies, and nothing
 * is done: see the IAM API Reference, "SimulatePrincipalPolicy".
 */
public final class PolicySimulator {

    private static final AwsOperation SIMULATE = AwsService.IAM.operation("SimulatePrincipalPolicy");

    /** The operations that the simulator takes, for the policy of the role in an account. */
    public static final Set<AwsOperation> OPERATIONS = Set.of(SIMULATE);

    /** IAM has no regions. */
    private static final String ANY_REGION = "us-east-1";

    private static final Set<String> BOOLEANS = Set.of(
            "aws:multifactorauthpresent", "aws:principalisawsservice", "aws:securetransport", "aws:viaawsservice");

    private static final Set<String> DATES = Set.of("aws:currenttime", "aws:tokenissuetime");

    private PolicySimulator() {}

    /**
     * One question.
     *
     * @param context the values of condition keys, by their names
     */
    public record Question(String roleArn, String action, String resource, Map<String, List<String>> context) {}

    /** Asks AWS one question. It fails with an {@link io.muster.aws.AwsException}. */
    public static Uni<Simulation> ask(AwsSession session, Question question) {
        return session.call(
                        AwsService.IAM,
                        ANY_REGION,
                        SIMULATE.name(),
                        client -> client.simulatePrincipalPolicy(request(question)))
                .map(PolicySimulator::read);
    }

    private static SimulatePrincipalPolicyRequest request(Question question) {
        SimulatePrincipalPolicyRequest.Builder request = SimulatePrincipalPolicyRequest.builder()
                .policySourceArn(question.roleArn())
                .actionNames(question.action())
                .resourceArns(question.resource());
        if (!question.context().isEmpty()) {
            // an empty list would be sent as an entry without a name
            request.contextEntries(question.context().entrySet().stream()
                    .map(entry -> entry(entry.getKey(), entry.getValue()))
                    .toList());
        }
        return request.build();
    }

    private static ContextEntry entry(String key, List<String> values) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(type(key, values))
                .contextKeyValues(values)
                .build();
    }

    private static ContextKeyTypeEnum type(String named, List<String> values) {
        String key = named.toLowerCase(Locale.ROOT);
        if (BOOLEANS.contains(key)) {
            return ContextKeyTypeEnum.BOOLEAN;
        }
        if (DATES.contains(key)) {
            return ContextKeyTypeEnum.DATE;
        }
        return values.size() == 1 ? ContextKeyTypeEnum.STRING : ContextKeyTypeEnum.STRING_LIST;
    }

    /** Where the question names a resource, what is missing is told of the resource. */
    private static Simulation read(SimulatePrincipalPolicyResponse answer) {
        if (answer.evaluationResults().isEmpty()) {
            return new Simulation("", List.of(), List.of(), null, null);
        }
        EvaluationResult result = answer.evaluationResults().get(0);
        List<ResourceSpecificResult> ofResource = result.resourceSpecificResults();
        String decision = ofResource.isEmpty()
                ? result.evalDecisionAsString()
                : ofResource.get(0).evalResourceDecisionAsString();
        return new Simulation(
                String.valueOf(decision),
                Stream.concat(
                                result.matchedStatements().stream(),
                                ofResource.stream().flatMap(one -> one.matchedStatements().stream()))
                        .map(Statement::sourcePolicyId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .toList(),
                Stream.concat(
                                result.missingContextValues().stream(),
                                ofResource.stream().flatMap(one -> one.missingContextValues().stream()))
                        .distinct()
                        .sorted()
                        .toList(),
                result.organizationsDecisionDetail() == null
                        ? null
                        : result.organizationsDecisionDetail().allowedByOrganizations(),
                result.permissionsBoundaryDecisionDetail() == null
                        ? null
                        : result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary());
    }
}
