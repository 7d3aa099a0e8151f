package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.organization.MemberAccount;
import io.muster.aws.organization.OrganizationReading;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.PolicyTarget;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.organizations.model.ListPoliciesResponse;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyResponse;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyTargetSummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/**
 * Policies of some types as they apply to an account. They are read through the management account or a delegated administrator, since
 * members may not list them.
 */
final class OrganizationPolicies {

    /** The operations that are called for policies of any type. */
    static final Set<AwsOperation> OPERATIONS = Set.of(
            AwsService.ORGANIZATIONS.operation("ListPolicies"),
            AwsService.ORGANIZATIONS.operation("DescribePolicy"),
            AwsService.ORGANIZATIONS.operation("ListTargetsForPolicy"));

    static final AwsOperation LISTING = AwsService.ORGANIZATIONS.operation("ListPolicies");

    /** AWS's most, see the Organizations API Reference. */
    private static final int PAGE_SIZE = 20;

    private static final String GONE = "PolicyNotFoundException";
    private static final String NOT_A_MEMBER = "NOT_A_MEMBER";

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
            .map(targets -> UnreadableItem.requireEach("the id of a target", targets, PolicyTargetSummary::targetId))
            .gone(GONE);

    private final OrganizationWalk walk;
    private final boolean ofManagement;
    private final List<Listing<?, PolicySummary>> listings;
    private final KeptReading<Reading<Found<Detail<PolicySummary>>>> kept = new KeptReading<>();

    /** @param ofManagement whether such policies apply to the management account, too */
    OrganizationPolicies(OrganizationWalk walk, boolean ofManagement, PolicyType... types) {
        this.walk = walk;
        this.ofManagement = ofManagement;
        this.listings = Stream.of(types)
                .<Listing<?, PolicySummary>>map(OrganizationPolicies::listing)
                .toList();
    }

    private static Listing<?, PolicySummary> listing(PolicyType type) {
        return Listing.of(
                AwsService.ORGANIZATIONS,
                "ListPolicies",
                (organizations, token) -> organizations.listPolicies(
                        r -> r.filter(type).maxResults(PAGE_SIZE).nextToken(token)),
                ListPoliciesResponse::nextToken,
                ListPoliciesResponse::policies);
    }

    /**
     * A policy that applies to an account.
     *
     * @param document    null where it could not be read
     * @param attachments where on the way from the root to the account it is attached, the root first
     */
    record Applied(PolicySummary policy, @Nullable String document, List<PolicyTarget> attachments) {}

    /** The policies that apply to the scope's account. Never fails: an organization that cannot be read leaves everything unread. */
    Uni<Reading<Applied>> appliedTo(AwsScope aws) {
        return walk.of(aws.management(), aws.scope().accountId())
                .chain(organization -> policies(aws).map(policies -> applied(aws, organization, policies)))
                .onFailure()
                .recoverWithItem(OrganizationPolicies::unread);
    }

    private static Reading<Applied> unread(Throwable thrown) {
        Harvest<Applied> nothing = new Harvest<>();
        nothing.cutOff(AwsService.ORGANIZATIONS.operation("DescribeOrganization"), thrown);
        return nothing.reading();
    }

    private Uni<Reading<Found<Detail<PolicySummary>>>> policies(AwsScope aws) {
        AwsScope management = new AwsScope(aws.scope(), aws.management());
        return kept.of(
                aws.management().accountId(),
                () -> read(management),
                policies -> policies.gaps().isEmpty()
                        && policies.items().stream()
                                .allMatch(found -> found.missing().isEmpty()));
    }

    private Uni<Reading<Found<Detail<PolicySummary>>>> read(AwsScope management) {
        Harvest<Found<Detail<PolicySummary>>> harvest = new Harvest<>();
        return Multi.createFrom()
                .iterable(listings)
                .onItem()
                .transformToUniAndConcatenate(listing -> listing.read(management, Function.identity()))
                .invoke(harvest::leaveOpen)
                .onItem()
                .transformToIterable(Reading::items)
                .onItem()
                .transformToUni(policy -> Detail.of(management, policy, List.of(DOCUMENT, TARGETS)))
                .merge(DetailCollector.LOOKUPS_AT_ONCE)
                .filter(found -> !found.gone())
                .invoke(found -> harvest.add(LISTING, "a policy", () -> found))
                .onItem()
                .ignoreAsUni()
                .map(done -> harvest.reading());
    }

    private Reading<Applied> applied(
            AwsScope aws, OrganizationReading organization, Reading<Found<Detail<PolicySummary>>> policies) {
        String account = aws.scope().accountId();
        if (!ofManagement && account.equals(organization.managementAccountId())) {
            return new Reading<>(List.of(), Unread.nothing(), List.of());
        }
        Optional<MemberAccount> member = organization.accounts().stream()
                .filter(one -> one.accountId().equals(account))
                .findFirst();
        return member.map(found -> applied(found, policies)).orElseGet(() -> notFound(organization));
    }

    private static Reading<Applied> notFound(OrganizationReading organization) {
        List<Gap> gaps = new ArrayList<>();
        organization.failures().forEach(f -> gaps.add(new Gap(f.operation(), f.errorCode(), f.message())));
        gaps.add(new Gap(
                AwsService.ORGANIZATIONS.operation("ListAccountsForParent").action(),
                NOT_A_MEMBER,
                "The account was not found in the organization: which policies apply to it is not known"));
        return new Reading<>(List.of(), Unread.everythingElse(), gaps);
    }

    private static Reading<Applied> applied(MemberAccount member, Reading<Found<Detail<PolicySummary>>> policies) {
        List<String> way = new ArrayList<>(member.path().ids());
        way.add(member.accountId());
        Harvest<Applied> harvest = new Harvest<>();
        harvest.leaveOpen(policies);
        policies.items().forEach(found -> add(found, way, harvest));
        return harvest.reading();
    }

    /** A policy whose targets are not known may apply to the account. */
    private static void add(Found<Detail<PolicySummary>> found, List<String> way, Harvest<Applied> harvest) {
        Detail<PolicySummary> policy = found.facts();
        List<PolicyTarget> attachments = attachments(policy.of(TARGETS), way);
        if (attachments == null) {
            found.missing().forEach(missing -> harvest.cutOff(missing.operation(), missing.reason()));
        } else if (!attachments.isEmpty()) {
            found.missing()
                    .forEach(missing -> harvest.withoutFact(missing.operation(), missing.reason(), missing.item()));
            harvest.add(
                    LISTING, policy.item().id(), () -> new Applied(policy.item(), policy.of(DOCUMENT), attachments));
        }
    }

    private static @Nullable List<PolicyTarget> attachments(
            @Nullable List<PolicyTargetSummary> targets, List<String> way) {
        if (targets == null) {
            return null;
        }
        List<String> ids = targets.stream().map(PolicyTargetSummary::targetId).toList();
        return IntStream.range(0, way.size())
                .filter(level -> ids.contains(way.get(level)))
                .mapToObj(level -> new PolicyTarget(way.get(level), level))
                .toList();
    }
}
