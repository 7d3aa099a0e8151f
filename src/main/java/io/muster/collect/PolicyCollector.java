package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;

/**
 * The managed policies that are attached to a role or bound one. Other policies affect no role's rights, and AWS has more than a
 * thousand of them. The listing leaves out their tags.
 */
@ApplicationScoped
class PolicyCollector implements Collector<Policy> {

    @Override
    public Class<Policy> type() {
        return Policy.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return AuthorizationDetails.operations();
    }

    @Override
    public Set<AwsOperation> telling() {
        return Set.of(AuthorizationDetails.operation());
    }

    @Override
    public Uni<Collection<Policy>> collect(AwsScope aws) {
        return AuthorizationDetails.read(aws).map(pages -> Reading.outcome(policies(aws, pages)));
    }

    private static Reading<Resource<Policy>> policies(AwsScope aws, Reading<AuthorizationDetails.Page> pages) {
        Set<String> used = pages.items().stream()
                .flatMap(page -> page.roles().stream())
                .flatMap(role -> AuthorizationDetails.managedPolicies(role).stream())
                .collect(Collectors.toSet());
        Harvest<Resource<Policy>> harvest = new Harvest<>();
        harvest.leaveOpen(pages);
        for (int page = 0; page < pages.items().size(); page++) {
            List<ManagedPolicyDetail> policies = pages.items().get(page).policies();
            for (int i = 0; i < policies.size(); i++) {
                ManagedPolicyDetail policy = policies.get(i);
                if (policy.arn() == null || used.contains(policy.arn())) {
                    String position = "policy " + (i + 1) + " of page " + (page + 1);
                    harvest.add(AuthorizationDetails.operation(), position, () -> resource(aws, policy));
                }
            }
        }
        return harvest.reading();
    }

    private static Resource<Policy> resource(AwsScope aws, ManagedPolicyDetail policy) {
        String arn = UnreadableItem.require("the ARN", policy.arn());
        Policy attributes = new Policy(
                arn,
                Scope.ofAws(arn),
                policy.path(),
                policy.defaultVersionId(),
                AuthorizationDetails.documents(policy)
                        .findFirst()
                        .map(PolicyText::parse)
                        .orElse(null),
                policy.attachmentCount(),
                policy.permissionsBoundaryUsageCount(),
                policy.createDate(),
                policy.updateDate());
        // a policy's name is the end of its ARN, see the IAM User Guide, "IAM identifiers"; moto leaves the name out
        String name = policy.policyName() == null ? arn.substring(arn.lastIndexOf('/') + 1) : policy.policyName();
        return aws.resource(aws.scope().viewed(arn), name, name, Map.of(), attributes);
    }
}
