package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.OrganizationPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** The service and resource control policies that apply to an account. */
@ApplicationScoped
class OrganizationPolicyCollector implements Collector<OrganizationPolicy> {

    private final OrganizationPolicies policies;

    OrganizationPolicyCollector(OrganizationWalk walk) {
        this.policies = new OrganizationPolicies(
                walk, false, PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY);
    }

    @Override
    public Class<OrganizationPolicy> type() {
        return OrganizationPolicy.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return OrganizationPolicies.OPERATIONS;
    }

    @Override
    public Uni<Collection<OrganizationPolicy>> collect(AwsScope aws) {
        return policies.appliedTo(aws).map(reading -> {
            Harvest<Resource<OrganizationPolicy>> harvest = new Harvest<>();
            harvest.leaveOpen(reading);
            reading.items()
                    .forEach(applied -> harvest.add(
                            OrganizationPolicies.LISTING, applied.policy().id(), () -> resource(aws, applied)));
            return Reading.outcome(harvest.reading());
        });
    }

    private static Resource<OrganizationPolicy> resource(AwsScope aws, OrganizationPolicies.Applied applied) {
        PolicySummary policy = applied.policy();
        OrganizationPolicy attributes = new OrganizationPolicy(
                policy.arn(),
                UnreadableItem.require("the type", policy.typeAsString()),
                Canonical.isTrue(policy.awsManaged()),
                policy.description(),
                PolicyText.parseIfAny(applied.document()),
                applied.attachments());
        return aws.resource(policy.id(), policy.name(), Map.of(), attributes);
    }
}
