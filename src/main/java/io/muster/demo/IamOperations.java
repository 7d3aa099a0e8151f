package io.muster.demo;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.InstanceProfile;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** Every IAM operation of the demo cloud. */
final class IamOperations {

    private static final String AWS_OWNED = "arn:aws:iam::aws:";

    private final DemoCloud cloud;

    IamOperations(DemoCloud cloud) {
        this.cloud = cloud;
    }

    Map<String, Operation> operations() {
        return Map.of(
                "GetAccountAuthorizationDetails", this::authorizationDetails,
                "ListInstanceProfiles", this::instanceProfiles);
    }

    /** Roles and policies are pages of one list: a page may hold the last of these and the first of those. */
    private SdkPojo authorizationDetails(Call call) {
        List<SdkPojo> wanted =
                Stream.<SdkPojo>concat(roles(call), policies(call)).toList();
        MarkedPage<SdkPojo> page = MarkedPage.of(call, wanted);
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(List.of())
                .groupDetailList(List.of())
                .roleDetailList(page.only(RoleDetail.class))
                .policies(page.only(ManagedPolicyDetail.class))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    private Stream<RoleDetail> roles(Call call) {
        return asksFor(call, "Role") ? cloud.iam(call).of(RoleDetail.class).all().stream() : Stream.empty();
    }

    private Stream<ManagedPolicyDetail> policies(Call call) {
        return cloud.iam(call).of(ManagedPolicyDetail.class).all().stream()
                .filter(policy ->
                        asksFor(call, policy.arn().startsWith(AWS_OWNED) ? "AWSManagedPolicy" : "LocalManagedPolicy"));
    }

    /** Without a filter all is asked for. */
    private static boolean asksFor(Call call, String type) {
        List<String> filter = call.parameters().members("Filter");
        return filter.isEmpty() || filter.contains(type);
    }

    private SdkPojo instanceProfiles(Call call) {
        String prefix = call.parameters().find("PathPrefix").orElse("/");
        MarkedPage<InstanceProfile> page = MarkedPage.of(
                call,
                cloud.iam(call).of(InstanceProfile.class).all().stream()
                        .filter(profile -> profile.path().startsWith(prefix))
                        .toList());
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.only(InstanceProfile.class))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
