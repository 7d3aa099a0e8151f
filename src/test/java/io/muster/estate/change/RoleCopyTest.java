package io.muster.estate.change;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.policy;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.PolicyDocument;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which changes of a role leave what IAM says of the services that its policies allow. */
class RoleCopyTest {

    private static final String ARN = "arn:aws:iam::111111111111:policy/p";
    private static final Role ROLE =
            role("r").services(List.of("s3"), List.of("sqs")).resource().attributes();

    @ParameterizedTest
    @MethodSource
    void keepsTheServicesThatItsPoliciesAllow(Role changed) {
        assertThat(changed).isNotEqualTo(ROLE);
        assertThat(changed.usedServices()).isEqualTo(ROLE.usedServices());
        assertThat(changed.unusedServices()).containsExactly("sqs");
    }

    static Stream<Arguments> keepsTheServicesThatItsPoliciesAllow() {
        return Stream.of(
                argumentSet("another trust policy", RoleCopy.trusting(ROLE, policy())),
                argumentSet("a boundary", RoleCopy.bounded(ROLE, ARN, policy(allow("s3:*", "*")))));
    }

    @ParameterizedTest
    @MethodSource
    void dropsTheServicesOfOtherPolicies(Role changed) {
        assertThat(changed.usedServices()).isNull();
        assertThat(changed.unusedServices()).isNull();
    }

    static Stream<Arguments> dropsTheServicesOfOtherPolicies() {
        return Stream.of(
                argumentSet(
                        "an inline policy",
                        RoleCopy.inline(ROLE, List.of(new PolicyDocument("p", policy(allow("*", "*")))))),
                argumentSet(
                        "an attached policy",
                        RoleCopy.attached(
                                ROLE, List.of(new AttachedPolicy(ARN, "p", false, policy(allow("*", "*")))))));
    }
}
