package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.aws.AwsService;
import io.muster.aws.Pages;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * {@code GetAccountAuthorizationDetails}: roles and managed policies in one walk, instead of several calls per role. The
 * kinds that are made of it walk it once.
 */
final class AuthorizationDetails {

    /** A page without its marker, so that pages that repeat are alike; of each policy the default version alone. */
    record Page(List<RoleDetail> roles, List<ManagedPolicyDetail> policies) {

        /** None of an empty one: those are alike by nature. */
        private static List<Page> of(GetAccountAuthorizationDetailsResponse answer) {
            return answer.roleDetailList().isEmpty() && answer.policies().isEmpty()
                    ? List.of()
                    : List.of(new Page(
                            answer.roleDetailList(),
                            answer.policies().stream()
                                    .map(AuthorizationDetails::abridged)
                                    .toList()));
        }
    }

    private static final Listing<?, Page> LISTING = Listing.of(
            AwsService.IAM,
            "GetAccountAuthorizationDetails",
            (iam, token) -> iam.getAccountAuthorizationDetails(
                    r -> r.filter(EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY, EntityType.AWS_MANAGED_POLICY)
                            .maxItems(1000)
                            .marker(token)),
            page -> Pages.marker(page.isTruncated(), page.marker()),
            Page::of);

    private AuthorizationDetails() {}

    static AwsOperation operation() {
        return LISTING.operation();
    }

    /** Those of the walk, and of what it leaves out. */
    static Set<AwsOperation> operations() {
        return Stream.concat(Stream.of(LISTING.operation()), UnlistedPolicies.operations().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Uni<Reading<Page>> read(AwsScope aws) {
        return aws.listings()
                .read(
                        LISTING.operation(),
                        () -> LISTING.<Page>read(aws, Function.identity())
                                .chain(pages -> UnlistedPolicies.addedTo(aws, pages)));
    }

    private static ManagedPolicyDetail abridged(ManagedPolicyDetail policy) {
        return policy.toBuilder()
                .policyVersionList(policy.policyVersionList().stream()
                        .filter(version -> Canonical.isTrue(version.isDefaultVersion()))
                        .toList())
                .build();
    }

    /** The texts of the policy's default version, of which there is one at most. */
    static Stream<String> documents(ManagedPolicyDetail policy) {
        return policy.policyVersionList().stream().map(PolicyVersion::document).filter(Objects::nonNull);
    }

    /** The ARNs of the managed policies that are attached to the role, and of the one that bounds it. */
    static Set<String> managedPolicies(RoleDetail role) {
        return Stream.concat(
                        role.attachedManagedPolicies().stream().map(AttachedPolicy::policyArn),
                        Stream.ofNullable(role.permissionsBoundary())
                                .map(AttachedPermissionsBoundary::permissionsBoundaryArn))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
