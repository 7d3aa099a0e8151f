package io.muster.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsOperation;
import io.muster.aws.Pages;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * Roles with all their policies, from {@code GetAccountAuthorizationDetails}: one walk instead of several calls per
 * role. A role and the policies attached to it may be pages apart.
 */
@ApplicationScoped
class RoleCollector implements Collector<Role> {

    private static final String AWS_MANAGED = ":iam::aws:policy/";

    private static final Listing<?, GetAccountAuthorizationDetailsResponse> LISTING = Listing.iam(
            "GetAccountAuthorizationDetails",
            (iam, token) -> iam.getAccountAuthorizationDetails(
                    r -> r.filter(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY, EntityType.AWS_MANAGED_POLICY)
                            .maxItems(1000)
                            .marker(token)),
            page -> Pages.marker(page.isTruncated(), page.marker()),
            List::of);

    @Override
    public Class<Role> type() {
        return Role.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(LISTING.operation());
    }

    @Override
    public Uni<Collection<Role>> collect(AwsScope aws) {
        Uni<List<Resource<Role>>> reading = LISTING.all(aws).map(pages -> roles(aws, pages));
        return Harvest.whole(LISTING.operation(), reading);
    }

    static List<Resource<Role>> roles(AwsScope aws, List<GetAccountAuthorizationDetailsResponse> pages) {
        Map<String, JsonNode> documents = new HashMap<>();
        pages.stream().flatMap(page -> page.policies().stream()).forEach(policy -> defaultDocument(policy, documents));
        return pages.stream()
                .flatMap(page -> page.roleDetailList().stream())
                .map(role -> resource(aws, role, documents))
                .toList();
    }

    private static void defaultDocument(ManagedPolicyDetail policy, Map<String, JsonNode> documents) {
        policy.policyVersionList().stream()
                .filter(version -> Canonical.isTrue(version.isDefaultVersion()))
                .map(PolicyVersion::document)
                .forEach(document -> documents.put(policy.arn(), PolicyText.parse(document)));
    }

    private static Resource<Role> resource(AwsScope aws, RoleDetail role, Map<String, JsonNode> documents) {
        Map<String, String> tags = Tags.ofIam(role.tags());
        String boundary = role.permissionsBoundary() == null
                ? null
                : role.permissionsBoundary().permissionsBoundaryArn();
        Role attributes = new Role(
                role.path(),
                PolicyText.parse(role.assumeRolePolicyDocument()),
                inlinePolicies(role),
                attachedPolicies(role, documents),
                boundary,
                boundary == null ? null : documents.get(boundary),
                role.roleLastUsed() == null ? null : role.roleLastUsed().lastUsedDate(),
                role.createDate());
        return aws.resource(role.arn(), role.roleName(), Tags.name(tags, role.roleName()), tags, attributes);
    }

    private static List<PolicyDocument> inlinePolicies(RoleDetail role) {
        return role.rolePolicyList().stream()
                .map(policy -> new PolicyDocument(policy.policyName(), PolicyText.parse(policy.policyDocument())))
                .sorted(Comparator.comparing(PolicyDocument::name))
                .toList();
    }

    private static List<AttachedPolicy> attachedPolicies(RoleDetail role, Map<String, JsonNode> documents) {
        return role.attachedManagedPolicies().stream()
                .map(policy -> new AttachedPolicy(
                        policy.policyArn(),
                        policy.policyName(),
                        policy.policyArn().contains(AWS_MANAGED),
                        documents.get(policy.policyArn())))
                .sorted(Comparator.comparing(AttachedPolicy::arn))
                .toList();
    }
}
