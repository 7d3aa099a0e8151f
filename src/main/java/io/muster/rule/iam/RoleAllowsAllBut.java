package io.muster.rule.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Denials with {@code NotAction} are common guardrails, and do not count. Policies of AWS do not count either: the rules about
 * effective rights judge what they allow.
 */
@Singleton
class RoleAllowsAllBut extends RoleInUse {

    RoleAllowsAllBut() {
        super(new RuleMetadata(
                "iam-instance-role-allow-notaction",
                "Role of an instance is allowed everything but named actions",
                Severity.HIGH,
                Area.IAM,
                ResourceKind.ROLE,
                "An allowance with NotAction or NotResource grants every action, or every resource, that is not named: also"
                        + " those that AWS adds next year, and all of them where a name is misspelt.",
                "Name the actions and resources in use in Action and Resource, and put exceptions into a denial: aws iam"
                        + " put-role-policy, or create-policy-version --set-as-default for a managed policy.",
                List.of(
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
                        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notresource.html"),
                List.of()));
    }

    private record Document(String policy, Optional<List<WrittenStatement>> statements) {}

    @Override
    Verdict judge(Resource<Role> role, List<Resource<Instance>> instances, Estate estate) {
        List<Document> documents = Stream.concat(
                        role.attributes().inlinePolicies().stream()
                                .map(policy -> document(policy.name(), policy.document())),
                        role.attributes().attachedPolicies().stream()
                                .filter(policy -> !policy.awsManaged())
                                .map(policy -> document(policy.arn(), policy.document())))
                .toList();
        List<Map<String, Object>> found = documents.stream()
                .flatMap(document -> document.statements().stream().flatMap(List::stream))
                .filter(statement -> statement.allows() && (statement.has("NotAction") || statement.has("NotResource")))
                .map(RoleAllowsAllBut::facts)
                .toList();
        if (!found.isEmpty()) {
            return fail(
                    "A policy of the role allows everything but what it names.",
                    with(instances, Evidence.of("statements", found)));
        }
        List<String> unreadable = documents.stream()
                .filter(document -> document.statements().isEmpty())
                .map(Document::policy)
                .toList();
        return unreadable.isEmpty()
                ? Verdict.pass()
                : Verdict.unknown("not readable: " + String.join(", ", unreadable));
    }

    private static Document document(String policy, @Nullable JsonNode document) {
        return new Document(policy, WrittenStatement.of(policy, document));
    }

    private static Map<String, Object> facts(WrittenStatement statement) {
        return Evidence.of("policy", statement.policy())
                .and("statement", statement.position())
                .and("notActions", statement.has("NotAction") ? statement.texts("NotAction") : null)
                .and("notResources", statement.has("NotResource") ? statement.texts("NotResource") : null)
                .facts();
    }
}
