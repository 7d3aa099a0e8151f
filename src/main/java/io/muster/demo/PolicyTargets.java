package io.muster.demo;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.organizations.model.ListTargetsForPolicyResponse;
import software.amazon.awssdk.services.organizations.model.PolicyTargetSummary;
import software.amazon.awssdk.services.organizations.model.TargetType;

/**
 * ListTargetsForPolicy. AWS attaches the policies that allow all actions to each root, unit and account by itself.
 *
 * @param others answers for the other policies from the data files
 */
record PolicyTargets(DemoCloud cloud, Declared declared, Operation others) implements Operation {

    private static final Set<String> EVERYWHERE = Set.of("p-FullAWSAccess", "p-RCPFullAWSAccess");
    private static final List<String> UNITS =
            List.of("r-demo", "ou-demo-10000001", "ou-demo-10000002", "ou-demo-10000003", "ou-demo-10000004");

    @Override
    public SdkPojo answer(Call call) {
        if (!EVERYWHERE.contains(call.require("PolicyId"))) {
            return others.answer(call);
        }
        List<PolicyTargetSummary> all = Stream.concat(
                        UNITS.stream()
                                .map(id -> target(
                                        id, id.startsWith("r-") ? TargetType.ROOT : TargetType.ORGANIZATIONAL_UNIT)),
                        cloud.accounts().stream().map(account -> target(account.accountId(), TargetType.ACCOUNT)))
                .toList();
        ListTargetsForPolicyResponse.Builder response = ListTargetsForPolicyResponse.builder();
        return response.targets(declared.paging().page(call, all, response)).build();
    }

    private static PolicyTargetSummary target(String id, TargetType type) {
        return PolicyTargetSummary.builder().targetId(id).type(type).build();
    }
}
