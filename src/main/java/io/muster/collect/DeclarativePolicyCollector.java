package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.DeclarativePolicy;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.organizations.model.EffectivePolicyType;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * The declarative policies for EC2 that apply to an account. Several are merged by the inheritance operators in their documents;
 * AWS returns the effective policy, and is asked for it only where some policy applies to the account.
 */
@ApplicationScoped
class DeclarativePolicyCollector implements Collector<DeclarativePolicy> {

    private static final Lookup<String, String> IN_FORCE = Lookup.of(
                    AwsService.ORGANIZATIONS,
                    "DescribeEffectivePolicy",
                    Function.<String>identity(),
                    (organizations, account) -> organizations.describeEffectivePolicy(
                            r -> r.policyType(EffectivePolicyType.DECLARATIVE_POLICY_EC2)
                                    .targetId(account)),
                    answer -> answer.effectivePolicy() == null
                            ? null
                            : answer.effectivePolicy().policyContent())
            .none("EffectivePolicyNotFoundException", null);

    private final OrganizationPolicies policies;

    DeclarativePolicyCollector(OrganizationWalk walk) {
        this.policies = new OrganizationPolicies(walk, true, PolicyType.DECLARATIVE_POLICY_EC2);
    }

    @Override
    public Class<DeclarativePolicy> type() {
        return DeclarativePolicy.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Stream.concat(OrganizationPolicies.OPERATIONS.stream(), IN_FORCE.operations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Uni<Collection<DeclarativePolicy>> collect(AwsScope aws) {
        return policies.appliedTo(aws)
                .chain(reading -> inForce(aws, reading).map(found -> collection(aws, reading, found)));
    }

    private static Uni<Found<String>> inForce(AwsScope aws, Reading<OrganizationPolicies.Applied> applied) {
        return applied.items().isEmpty()
                ? Uni.createFrom().item(Found.known(null))
                : IN_FORCE.ask(
                        new AwsScope(aws.scope(), aws.management()), aws.scope().accountId());
    }

    private static Collection<DeclarativePolicy> collection(
            AwsScope aws, Reading<OrganizationPolicies.Applied> reading, Found<String> inForce) {
        Harvest<Resource<DeclarativePolicy>> harvest = new Harvest<>();
        harvest.leaveOpen(reading);
        inForce.missing()
                .forEach(missing -> harvest.withoutFact(missing.operation(), missing.reason(), missing.item()));
        reading.items()
                .forEach(applied -> harvest.add(
                        OrganizationPolicies.LISTING,
                        applied.policy().id(),
                        () -> resource(aws, applied, inForce.facts())));
        return Reading.outcome(harvest.reading());
    }

    private static Resource<DeclarativePolicy> resource(
            AwsScope aws, OrganizationPolicies.Applied applied, @Nullable String inForce) {
        PolicySummary policy = applied.policy();
        DeclarativePolicy attributes = new DeclarativePolicy(
                policy.arn(),
                policy.description(),
                PolicyText.parseIfAny(applied.document()),
                applied.attachments(),
                PolicyText.parseIfAny(inForce));
        return aws.resource(policy.id(), policy.name(), Map.of(), attributes);
    }
}
