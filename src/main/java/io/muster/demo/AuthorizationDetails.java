package io.muster.demo;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/**
 * GetAccountAuthorizationDetails: roles and policies are pages of one list, so that a page may hold the last of these and
 * the first of those.
 */
record AuthorizationDetails(DemoCloud cloud, Declared declared) implements Operation {

    private static final String AWS_OWNED = "arn:aws:iam::aws:";

    @Override
    public SdkPojo answer(Call call) {
        List<SdkPojo> wanted =
                Stream.<SdkPojo>concat(roles(call), policies(call)).toList();
        GetAccountAuthorizationDetailsResponse.Builder response = GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(List.of())
                .groupDetailList(List.of());
        List<SdkPojo> page = declared.paging().page(call, wanted, response);
        return response.roleDetailList(only(RoleDetail.class, page))
                .policies(only(ManagedPolicyDetail.class, page))
                .build();
    }

    private static <T> List<T> only(Class<T> type, List<SdkPojo> page) {
        return page.stream().filter(type::isInstance).map(type::cast).toList();
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
        List<String> filter = call.texts("Filter");
        return filter.isEmpty() || filter.contains(type);
    }
}
