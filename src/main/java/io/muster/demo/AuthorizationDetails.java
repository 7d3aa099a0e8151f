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
        Listings iam = cloud.iam(call);
        List<String> types = call.texts("Filter");
        List<SdkPojo> wanted = Stream.<SdkPojo>concat(
                        iam.of(RoleDetail.class).all().stream(), iam.of(ManagedPolicyDetail.class).all().stream())
                .filter(one -> types.isEmpty() || types.contains(type(one)))
                .toList();
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

    /** As the parameter of the request names it. */
    private static String type(SdkPojo one) {
        return one instanceof ManagedPolicyDetail policy
                ? policy.arn().startsWith(AWS_OWNED) ? "AWSManagedPolicy" : "LocalManagedPolicy"
                : "Role";
    }
}
