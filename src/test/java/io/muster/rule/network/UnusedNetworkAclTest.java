package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.rule.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnusedNetworkAclTest {

    @ParameterizedTest
    @MethodSource
    void judges(Estates.Made<NetworkAcl> acl, String expected) {
        assertThat(Judging.judge(new UnusedNetworkAcl(), acl)).isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("one subnet", acl(false, Estates.ACCOUNT, "subnet-1"), "PASS"),
                argumentSet("two subnets", acl(false, Estates.ACCOUNT, "subnet-1", "subnet-2"), "PASS"),
                argumentSet("no subnet", acl(false, Estates.ACCOUNT), "FAIL LOW"),
                argumentSet("no owner told", acl(false, null), "FAIL LOW"),
                argumentSet("default, no subnet", acl(true, Estates.ACCOUNT), "NOT_APPLICABLE"),
                argumentSet("default, one subnet", acl(true, Estates.ACCOUNT, "subnet-1"), "NOT_APPLICABLE"),
                argumentSet("another account's", acl(false, Estates.OTHER_ACCOUNT), "NOT_APPLICABLE"));
    }

    @Test
    void evidenceNamesTheListAndItsVpc() {
        assertThat(Judging.evidence(new UnusedNetworkAcl(), acl(false, Estates.ACCOUNT)))
                .containsEntry("networkAclId", "acl-1")
                .containsEntry("vpcId", "vpc-1")
                .containsEntry("entries", 0);
    }

    private static Estates.Made<NetworkAcl> acl(boolean isDefault, String owner, String... subnets) {
        return Made.of("acl-1", new NetworkAcl("vpc-1", isDefault, List.of(subnets), List.of(), owner));
    }
}
