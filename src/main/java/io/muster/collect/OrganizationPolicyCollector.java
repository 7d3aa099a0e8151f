package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.OrganizationReader;
import io.muster.aws.organization.OrganizationReading;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.OrganizationPolicy;
import io.muster.inventory.kind.PolicyTarget;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.organizations.model.ListPoliciesResponse;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyResponse;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyTargetSummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * The service and resource control policies that apply to an account. They are read through the management account or a
 * delegated administrator, since members may not list them; all policies of the organization at once, and not again for
 * {@link #KEPT}: else each of 500 accounts would ask for the same documents.
 */
@ApplicationScoped
class OrganizationPolicyCollector implements Collector<OrganizationPolicy> {

    static final Duration KEPT = Duration.ofMinutes(10);

    /** AWS's most, see the Organizations API Reference. */
    private static final int PAGE_SIZE = 20;

    private static final String GONE = "PolicyNotFoundException";
    private static final String NOT_A_MEMBER = "NOT_A_MEMBER";

    private static final List<Listing<?, PolicySummary>> LISTINGS =
            List.of(listing(PolicyType.SERVICE_CONTROL_POLICY), listing(PolicyType.RESOURCE_CONTROL_POLICY));

    private static final Lookup<PolicySummary, String> DOCUMENT = Lookup.of(
                    AwsService.ORGANIZATIONS,
                    "DescribePolicy",
                    PolicySummary::id,
                    (organizations, id) -> organizations.describePolicy(r -> r.policyId(id)),
                    answer -> answer.policy() == null ? null : answer.policy().content())
            .gone(GONE);

    private static final Lookup<PolicySummary, List<PolicyTargetSummary>> TARGETS = Lookup.list(
                    AwsService.ORGANIZATIONS,
                    "ListTargetsForPolicy",
                    PolicySummary::id,
                    (organizations, id, token) -> organizations.listTargetsForPolicy(
                            r -> r.policyId(id).maxResults(PAGE_SIZE).nextToken(token)),
                    ListTargetsForPolicyResponse::nextToken,
                    ListTargetsForPolicyResponse::targets)
            .gone(GONE);

    private final AtomicReference<Kept> kept = new AtomicReference<>();

    private static Listing<?, PolicySummary> listing(PolicyType type) {
        return Listing.of(
                AwsService.ORGANIZATIONS,
                "ListPolicies",
                (organizations, token) -> organizations.listPolicies(
                        r -> r.filter(type).maxResults(PAGE_SIZE).nextToken(token)),
                ListPoliciesResponse::nextToken,
                ListPoliciesResponse::policies);
    }

    @Override
    public Class<OrganizationPolicy> type() {
        return OrganizationPolicy.class;
    }

    @Override
    public Set<AwsOperation> operations() {
        return Set.of(
                AwsService.ORGANIZATIONS.operation("ListPolicies"),
                AwsService.ORGANIZATIONS.operation("DescribePolicy"),
                AwsService.ORGANIZATIONS.operation("ListTargetsForPolicy"));
    }

    @Override
    public Uni<Collection<OrganizationPolicy>> collect(AwsScope aws) {
        return known(aws).map(known -> known.of(aws)).onFailure().recoverWithItem(OrganizationPolicyCollector::unread);
    }

    private static Collection<OrganizationPolicy> unread(Throwable thrown) {
        Harvest<Resource<OrganizationPolicy>> nothing = new Harvest<>();
        nothing.cutOff(AwsService.ORGANIZATIONS.operation("DescribeOrganization"), thrown);
        return Reading.outcome(nothing.reading());
    }

    private Uni<Known> known(AwsScope aws) {
        String account = aws.management().accountId();
        Kept current = kept.updateAndGet(before ->
                before != null && before.fits(account) ? before : new Kept(account, System.nanoTime(), read(aws)));
        return current.known()
                .invoke(known -> {
                    if (!known.complete()) {
                        kept.compareAndSet(current, null);
                    }
                })
                .onFailure()
                .invoke(failure -> kept.compareAndSet(current, null));
    }

    private static Uni<Known> read(AwsScope aws) {
        AwsScope management = new AwsScope(aws.scope(), aws.management());
        return OrganizationReader.readUntagged(aws.management())
                .chain(organization -> policies(management).map(policies -> new Known(organization, policies)))
                .memoize()
                .indefinitely();
    }

    private static Uni<Reading<Lookup.Found<Detail<PolicySummary>>>> policies(AwsScope management) {
        Harvest<Lookup.Found<Detail<PolicySummary>>> harvest = new Harvest<>();
        return Multi.createFrom()
                .iterable(LISTINGS)
                .onItem()
                .transformToUniAndConcatenate(listing -> listing.read(management, Function.identity()))
                .invoke(harvest::leaveOpen)
                .onItem()
                .transformToIterable(Reading::items)
                .onItem()
                .transformToUni(policy -> Detail.of(management, policy, List.of(DOCUMENT, TARGETS)))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .filter(found -> !found.gone())
                .invoke(found -> harvest.add(LISTINGS.get(0).operation(), "a policy", () -> found))
                .onItem()
                .ignoreAsUni()
                .map(done -> harvest.reading());
    }

    /**
     * The organization as it was read.
     *
     * @param since by {@link System#nanoTime()}
     */
    private record Kept(String managementAccount, long since, Uni<Known> known) {
        boolean fits(String account) {
            return managementAccount.equals(account) && System.nanoTime() - since < KEPT.toNanos();
        }
    }

    private record Known(OrganizationReading organization, Reading<Lookup.Found<Detail<PolicySummary>>> policies) {

        boolean complete() {
            return organization.failures().isEmpty()
                    && policies.gaps().isEmpty()
                    && policies.items().stream()
                            .allMatch(found -> found.missing().isEmpty());
        }

        Collection<OrganizationPolicy> of(AwsScope aws) {
            String account = aws.scope().accountId();
            if (account.equals(organization.managementAccountId())) {
                return new Collection.Complete<>(List.of());
            }
            return organization.accounts().stream()
                    .filter(member -> member.accountId().equals(account))
                    .findFirst()
                    .map(member -> of(aws, member))
                    .orElseGet(this::notFound);
        }

        private Collection<OrganizationPolicy> notFound() {
            List<Gap> gaps = new ArrayList<>();
            organization.failures().forEach(f -> gaps.add(new Gap(f.operation(), f.errorCode(), f.message())));
            gaps.add(new Gap(
                    AwsService.ORGANIZATIONS.operation("ListAccountsForParent").action(),
                    NOT_A_MEMBER,
                    "The account was not found in the organization: which policies apply to it is not known"));
            return new Collection.Failed<>(gaps);
        }

        private Collection<OrganizationPolicy> of(AwsScope aws, MemberAccount member) {
            List<String> way = new ArrayList<>(member.path().ids());
            way.add(member.accountId());
            Harvest<Resource<OrganizationPolicy>> harvest = new Harvest<>();
            harvest.leaveOpen(policies);
            policies.items().forEach(found -> add(aws, found, way, harvest));
            return Reading.outcome(harvest.reading());
        }

        /** A policy whose targets are not known may apply to the account. */
        private static void add(
                AwsScope aws,
                Lookup.Found<Detail<PolicySummary>> found,
                List<String> way,
                Harvest<Resource<OrganizationPolicy>> harvest) {
            Detail<PolicySummary> policy = found.facts();
            List<PolicyTarget> attachments = attachments(policy.of(TARGETS), way);
            if (attachments == null) {
                found.missing().forEach(missing -> harvest.cutOff(missing.operation(), missing.reason()));
            } else if (!attachments.isEmpty()) {
                found.missing()
                        .forEach(missing -> harvest.withoutFact(missing.operation(), missing.reason(), missing.item()));
                harvest.add(LISTINGS.get(0).operation(), policy.item().id(), () -> resource(aws, policy, attachments));
            }
        }

        private static @Nullable List<PolicyTarget> attachments(
                @Nullable List<PolicyTargetSummary> targets, List<String> way) {
            if (targets == null) {
                return null;
            }
            List<String> ids =
                    targets.stream().map(PolicyTargetSummary::targetId).toList();
            return IntStream.range(0, way.size())
                    .filter(level -> ids.contains(way.get(level)))
                    .mapToObj(level -> new PolicyTarget(way.get(level), level))
                    .toList();
        }

        private static Resource<OrganizationPolicy> resource(
                AwsScope aws, Detail<PolicySummary> detail, List<PolicyTarget> attachments) {
            PolicySummary policy = detail.item();
            OrganizationPolicy attributes = new OrganizationPolicy(
                    policy.arn(),
                    UnreadableItem.require("the type", policy.typeAsString()),
                    Canonical.isTrue(policy.awsManaged()),
                    policy.description(),
                    PolicyText.parseIfAny(detail.of(DOCUMENT)),
                    attachments);
            return aws.resource(policy.id(), policy.name(), Map.of(), attributes);
        }
    }
}
