package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.inventory.kind.Scope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/**
 * The look-up of policies of AWS that {@code GetAccountAuthorizationDetails} leaves out although roles have them: it lists those that
 * are attached to something, and not those that only bound roles. Of the account's own it lists all.
 *
 * @see <a href="https://github.com/nccgroup/PMapper/issues/121">A report of such a policy</a>
 */
final class UnlistedPolicies {

    private static final String GONE = "NoSuchEntity";

    private static final Lookup<Policy, PolicyVersion> DEFAULT_VERSION = Lookup.ofItem(
                    AwsService.IAM,
                    "GetPolicyVersion",
                    Policy::arn,
                    (iam, policy) ->
                            iam.getPolicyVersion(r -> r.policyArn(policy.arn()).versionId(policy.defaultVersionId())),
                    GetPolicyVersionResponse::policyVersion)
            .gone(GONE);

    private static final Lookup<String, Detail<Policy>> POLICY = NestedLookup.one(
            Lookup.<IamAsyncClient, String, GetPolicyResponse, Policy>of(
                            AwsService.IAM,
                            "GetPolicy",
                            Function.identity(),
                            (iam, arn) -> iam.getPolicy(r -> r.policyArn(arn)),
                            GetPolicyResponse::policy)
                    .gone(GONE),
            List.of(DEFAULT_VERSION));

    private UnlistedPolicies() {}

    static Set<AwsOperation> operations() {
        return POLICY.operations();
    }

    /**
     * The same pages, with one more for each policy; unread is each that could not be looked up. Nothing is asked where the walk was broken off: the policies may be on the pages
     * that were not read.
     */
    static Uni<Reading<AuthorizationDetails.Page>> addedTo(AwsScope aws, Reading<AuthorizationDetails.Page> pages) {
        Set<String> unlisted = pages.unread().rest() ? Set.of() : unlisted(pages.items());
        if (unlisted.isEmpty()) {
            return Uni.createFrom().item(pages);
        }
        Harvest<AuthorizationDetails.Page> harvest = new Harvest<>();
        harvest.takeOver(pages);
        return Multi.createFrom()
                .iterable(unlisted)
                .onItem()
                .transformToUniAndConcatenate(arn -> POLICY.ask(aws, arn).invoke(found -> add(arn, found, harvest)))
                .onItem()
                .ignoreAsUni()
                .map(done -> harvest.reading());
    }

    private static Set<String> unlisted(List<AuthorizationDetails.Page> pages) {
        Set<String> unlisted = new TreeSet<>();
        pages.stream()
                .flatMap(page -> page.roles().stream())
                .flatMap(role -> Stream.ofNullable(role.permissionsBoundary()))
                .flatMap(boundary -> Stream.ofNullable(boundary.permissionsBoundaryArn()))
                .filter(Scope::ofAws)
                .forEach(unlisted::add);
        pages.stream()
                .flatMap(page -> page.policies().stream())
                .map(ManagedPolicyDetail::arn)
                .flatMap(Stream::ofNullable)
                .forEach(unlisted::remove);
        return unlisted;
    }

    private static void add(String arn, Found<Detail<Policy>> found, Harvest<AuthorizationDetails.Page> harvest) {
        found.missing().forEach(fact -> harvest.withoutFact(fact.operation(), fact.reason(), fact.item()));
        Detail<Policy> policy = found.facts();
        if (policy == null && !found.gone()) {
            harvest.unread(arn);
        }
        if (policy != null) {
            harvest.add(
                    POLICY.operation(),
                    policy.item().arn(),
                    () -> new AuthorizationDetails.Page(
                            List.of(), List.of(listed(policy.item(), policy.of(DEFAULT_VERSION)))));
        }
    }

    /** The policy as the listing would have it. */
    private static ManagedPolicyDetail listed(Policy policy, @Nullable PolicyVersion version) {
        return ManagedPolicyDetail.builder()
                .arn(policy.arn())
                .policyName(policy.policyName())
                .path(policy.path())
                .defaultVersionId(policy.defaultVersionId())
                .attachmentCount(policy.attachmentCount())
                .permissionsBoundaryUsageCount(policy.permissionsBoundaryUsageCount())
                .createDate(policy.createDate())
                .updateDate(policy.updateDate())
                .policyVersionList(version == null ? List.of() : List.of(version))
                .build();
    }
}
