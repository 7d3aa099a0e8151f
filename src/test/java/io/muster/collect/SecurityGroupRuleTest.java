package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.inventory.kind.ReferencedGroup;
import io.muster.inventory.kind.Scope;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;

/** What is read of one rule of a security group. */
class SecurityGroupRuleTest {

    private static final AwsScope AWS = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);

    @ParameterizedTest
    @CsvSource({
        "tcp, tcp",
        "6, tcp",
        "17, udp",
        "1, icmp",
        "58, icmpv6",
        "icmpv6, icmpv6",
        "50, 50",
        "-1, -1",
    })
    void protocolsThatHaveNamesAreNamed(String given, String stored) {
        SecurityGroupRule rule = SecurityGroupRule.builder().ipProtocol(given).build();
        assertThat(SecurityGroupCollector.rule(AWS, rule).protocol()).isEqualTo(stored);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1, ,", "0, 65535, 0, 65535", "8, -1, 8,", "443, 443, 443, 443"})
    void minusOneStandsForAllPorts(Integer from, Integer to, Integer storedFrom, Integer storedTo) {
        var rule = SecurityGroupCollector.rule(
                AWS,
                SecurityGroupRule.builder()
                        .ipProtocol("tcp")
                        .fromPort(from)
                        .toPort(to)
                        .build());
        assertThat(rule.fromPort()).isEqualTo(storedFrom);
        assertThat(rule.toPort()).isEqualTo(storedTo);
    }

    @Test
    void aRuleHasOneSource() {
        assertThat(rule(r -> r.cidrIpv4("10.0.0.0/8")).cidr()).isEqualTo("10.0.0.0/8");
        assertThat(rule(r -> r.cidrIpv6("::/0")).cidr()).isEqualTo("::/0");
        assertThat(rule(r -> r.prefixListId("pl-1")).prefixListId()).isEqualTo("pl-1");
        assertThat(rule(r -> r.referencedGroupInfo(g -> g.groupId("sg-1"))).referencedGroupId())
                .isEqualTo("sg-1");
    }

    private static io.muster.inventory.kind.SecurityGroupRule rule(Consumer<SecurityGroupRule.Builder> source) {
        return SecurityGroupCollector.rule(
                AWS,
                SecurityGroupRule.builder()
                        .ipProtocol("-1")
                        .applyMutation(source)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "111111111111, arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
        "222222222222, arn:aws:ec2:eu-west-1:222222222222:security-group/sg-1",
        ", arn:aws:ec2:eu-west-1:111111111111:security-group/sg-1",
        "amazon-elb, ",
    })
    void aReferencedGroupIsFoundInTheAccountThatOwnsIt(String owner, String arn) {
        var rule = rule(r -> r.referencedGroupInfo(g -> g.groupId("sg-1")
                .userId(owner)
                .vpcId("vpc-2")
                .peeringStatus("active")
                .vpcPeeringConnectionId("pcx-1")));
        assertThat(rule.referencedGroup()).isEqualTo(new ReferencedGroup(arn, owner, "vpc-2", "active", "pcx-1"));
    }
}
