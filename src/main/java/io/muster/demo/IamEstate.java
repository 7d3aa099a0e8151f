package io.muster.demo;

import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The IAM of an account. */
final class IamEstate {

    private final DemoAccount account;
    private final String hubAccountId;
    private final Dice dice;

    IamEstate(DemoAccount account, String hubAccountId, Dice dice) {
        this.account = account;
        this.hubAccountId = hubAccountId;
        this.dice = dice;
    }

    /** Resources are known under their ARNs. */
    Listings listings() {
        return new Listings()
                .with(RoleDetail.class, Listing.of(roles(), RoleDetail::arn))
                .with(ManagedPolicyDetail.class, Listing.of(policies(), ManagedPolicyDetail::arn))
                .with(InstanceProfile.class, Listing.of(profiles(), InstanceProfile::arn));
    }

    private List<RoleDetail> roles() {
        return Arrays.stream(DemoRole.values()).map(this::roleDetail).toList();
    }

    private List<InstanceProfile> profiles() {
        return Arrays.stream(Profile.values()).map(this::profile).toList();
    }

    private List<ManagedPolicyDetail> policies() {
        return Arrays.stream(DemoPolicy.values()).map(this::policy).toList();
    }

    private RoleDetail roleDetail(DemoRole role) {
        RoleDetail.Builder detail = RoleDetail.builder()
                .roleName(role.roleName())
                .path(role.path())
                .arn(role.arn(account.accountId()))
                .roleId(dice.of(role.name()).iamId("AROA", 0))
                .createDate(dice.of(role.name()).past("role", 0))
                .assumeRolePolicyDocument(trust(role))
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(
                        role.attached().stream().map(this::attached).toList())
                .instanceProfileList(
                        Profile.of(role).stream().map(this::profile).toList());
        if (role != DemoRole.SPOT) {
            detail.roleLastUsed(used -> used.region("us-east-1").lastUsedDate(Dice.LATEST));
        }
        return role == DemoRole.BOUNDED ? detail.permissionsBoundary(boundary()).build() : detail.build();
    }

    private String trust(DemoRole role) {
        return switch (role) {
            case READER -> Policies.trustOfAccount(account, hubAccountId);
            case SPOT -> Policies.trustOfService("spot.amazonaws.com");
            default -> Policies.trustOfService("ec2.amazonaws.com");
        };
    }

    private List<PolicyDetail> inline(DemoRole role) {
        return switch (role) {
            case READER ->
                List.of(inline("read", Policies.allow("Action", "*", "ec2:Describe*", "ec2:Get*", "iam:List*")));
            case APP ->
                List.of(inline("secret", Policies.allow("Action", secretArn(), "secretsmanager:GetSecretValue")));
            case DB -> List.of(inline("only-backups", Policies.deny("NotAction", "*", "s3:PutObject")));
            case BATCH -> List.of(inline("power", Policies.allow("NotAction", "*", "iam:*", "organizations:*")));
            case BASTION ->
                List.of(
                        inline("all-but-iam", Policies.allow("NotAction", "*", "iam:*")),
                        inline("iam", Policies.allow("Action", "*", "iam:*")));
            default -> List.of();
        };
    }

    private static PolicyDetail inline(String name, String statement) {
        return PolicyDetail.builder()
                .policyName(name)
                .policyDocument(Policies.document(List.of(statement)))
                .build();
    }

    private String secretArn() {
        return "arn:aws:secretsmanager:*:" + account.accountId() + ":secret:shop/database-*";
    }

    private AttachedPolicy attached(DemoPolicy policy) {
        return attached(policy, account);
    }

    static AttachedPolicy attached(DemoPolicy policy, DemoAccount account) {
        return AttachedPolicy.builder()
                .policyName(policy.policyName())
                .policyArn(policy.arn(account.accountId()))
                .build();
    }

    private AttachedPermissionsBoundary boundary() {
        return AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType("Policy")
                .permissionsBoundaryArn(DemoPolicy.BOUNDARY.arn(account.accountId()))
                .build();
    }

    private ManagedPolicyDetail policy(DemoPolicy policy) {
        List<PolicyVersion> versions = policy == DemoPolicy.WEB_ASSETS
                ? List.of(
                        version("v2", true, policy.document()),
                        version("v1", false, DemoPolicy.ADMINISTRATOR.document()))
                : List.of(version("v1", true, policy.document()));
        return ManagedPolicyDetail.builder()
                .policyName(policy.policyName())
                .policyId(dice.of(policy.name()).iamId("ANPA", 0))
                .arn(policy.arn(account.accountId()))
                .path("/")
                .defaultVersionId(versions.get(0).versionId())
                .isAttachable(true)
                .createDate(dice.of(policy.name()).past("policy", 0))
                .policyVersionList(versions)
                .build();
    }

    private PolicyVersion version(String id, boolean isDefault, String document) {
        return PolicyVersion.builder()
                .versionId(id)
                .isDefaultVersion(isDefault)
                .document(document)
                .createDate(dice.past(id, 0))
                .build();
    }

    private InstanceProfile profile(Profile profile) {
        return InstanceProfile.builder()
                .instanceProfileName(profile.profileName())
                .instanceProfileId(profile.profileId(dice))
                .arn(profile.arn(account.accountId()))
                .path(profile.path())
                .createDate(dice.of(profile.name()).past("profile", 0))
                .roles(profile.role().stream().map(this::role).toList())
                .build();
    }

    private Role role(DemoRole role) {
        return Role.builder()
                .roleName(role.roleName())
                .path(role.path())
                .arn(role.arn(account.accountId()))
                .roleId(dice.of(role.name()).iamId("AROA", 0))
                .createDate(dice.of(role.name()).past("role", 0))
                .assumeRolePolicyDocument(trust(role))
                .build();
    }
}
