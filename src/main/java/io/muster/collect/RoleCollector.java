package io.muster.collect;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * Roles with all their policies, see {@link AuthorizationDetails}. A role and the policies attached to it may be pages apart. Those
 * of instance profiles are looked up as well, see {@link RoleServices}.
 */
@ApplicationScoped
class RoleCollector implements Collector<Role> {

    private final InstanceProfileCollector profiles;

    RoleCollector(InstanceProfileCollector profiles) {
        this.profiles = profiles;
    }

    @Override
    public Class<Role> type() {
        return Role.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.of(AuthorizationDetails.operations(), profiles.operations(), RoleServices.operations())
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Set<AwsOperation> telling() {
        return Set.of(AuthorizationDetails.operation());
    }

    /** A role carries the texts of its managed policies. */
    @Override
    public List<String> events() {
        return List.of("iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion");
    }

    @Override
    public Uni<Collection<Role>> collect(AwsScope aws) {
        return AuthorizationDetails.read(aws)
                .map(pages -> roles(aws, pages))
                .chain(roles -> aws.collected(profiles).chain(held -> RoleServices.addedTo(aws, roles, held)))
                .map(Reading::outcome);
    }

    private static Reading<Resource<Role>> roles(AwsScope aws, Reading<AuthorizationDetails.Page> pages) {
        Map<String, JsonNode> documents = new HashMap<>();
        pages.items().forEach(page -> page.policies().forEach(policy -> defaultDocument(policy, documents)));
        Harvest<Resource<Role>> harvest = new Harvest<>();
        harvest.leaveOpen(rolesOf(pages));
        for (int page = 0; page < pages.items().size(); page++) {
            List<RoleDetail> roles = pages.items().get(page).roles();
            for (int i = 0; i < roles.size(); i++) {
                RoleDetail role = roles.get(i);
                // of a walk that was broken off, a role's policies may be on a page that was not read
                if (!pages.unread().rest()
                        || documents.keySet().containsAll(AuthorizationDetails.managedPolicies(role))) {
                    String position = "role " + (i + 1) + " of page " + (page + 1);
                    harvest.add(AuthorizationDetails.operation(), position, () -> resource(aws, role, documents));
                    noteMissingDocuments(role, harvest);
                }
            }
        }
        return harvest.reading();
    }

    /** The pages without the policies among what was not read, which are no roles: roles are unread where the walk was broken off. */
    private static Reading<AuthorizationDetails.Page> rolesOf(Reading<AuthorizationDetails.Page> pages) {
        return pages.unread().rest() ? pages : new Reading<>(pages.items(), Unread.nothing(), pages.gaps());
    }

    private static void noteMissingDocuments(RoleDetail role, Harvest<?> harvest) {
        role.rolePolicyList().stream()
                .filter(policy -> policy.policyDocument() == null)
                .forEach(policy -> harvest.withoutFact(
                        AuthorizationDetails.operation(),
                        UnreadableItem.lacks("the document"),
                        role.roleName() + "/" + policy.policyName()));
    }

    private static void defaultDocument(ManagedPolicyDetail policy, Map<String, JsonNode> documents) {
        AuthorizationDetails.documents(policy)
                .forEach(document -> documents.put(policy.arn(), PolicyText.parse(document)));
    }

    private static Resource<Role> resource(AwsScope aws, RoleDetail role, Map<String, JsonNode> documents) {
        Map<String, String> tags = Tags.ofIam(role.tags());
        String arn = UnreadableItem.require("the ARN", role.arn());
        String boundary = role.permissionsBoundary() == null
                ? null
                : role.permissionsBoundary().permissionsBoundaryArn();
        Role attributes = new Role(
                role.path(),
                PolicyText.parse(UnreadableItem.require("the trust policy", role.assumeRolePolicyDocument(), arn)),
                inlinePolicies(role),
                attachedPolicies(role, documents),
                boundary,
                boundary == null ? null : documents.get(boundary),
                role.roleLastUsed() == null ? null : role.roleLastUsed().lastUsedDate(),
                role.createDate(),
                null,
                null,
                null);
        return aws.resource(arn, role.roleName(), Tags.name(tags, role.roleName()), tags, attributes);
    }

    private static List<PolicyDocument> inlinePolicies(RoleDetail role) {
        return role.rolePolicyList().stream()
                .map(policy -> new PolicyDocument(policy.policyName(), PolicyText.parseIfAny(policy.policyDocument())))
                .sorted(PolicyDocument.ORDER)
                .toList();
    }

    private static List<AttachedPolicy> attachedPolicies(RoleDetail role, Map<String, JsonNode> documents) {
        return role.attachedManagedPolicies().stream()
                .map(policy -> new AttachedPolicy(
                        policy.policyArn(),
                        policy.policyName(),
                        Scope.ofAws(policy.policyArn()),
                        documents.get(policy.policyArn())))
                .sorted(AttachedPolicy.ORDER)
                .toList();
    }
}
