package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroup;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Security groups of which some rules could not be read. */
class UnreadGroupRulesTest extends CannedCollecting {

    @Test
    void aRuleThatCannotBeReadCostsItsGroup() {
        canned.ec2("DescribeSecurityGroups", groups("sg-1", "sg-2"))
                .ec2(
                        "DescribeSecurityGroupRules",
                        rules(rule("sg-1", ""), rule("sg-2", "<ipProtocol>-1</ipProtocol>")));
        Collection<SecurityGroup> collection = collect(new SecurityGroupCollector());
        assertThat(ids(collection)).containsExactly("sg-2");
        assertThat(collection.unread())
                .isEqualTo(Unread.only(List.of(aws.scope().arn(ResourceKind.SECURITY_GROUP, "sg-1"))));
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap(
                                "ec2:DescribeSecurityGroupRules",
                                AwsFailure.UNREADABLE_ANSWER,
                                "AWS left out a required part of its answer (the protocol of item 1 of page 1, security-group/sg-1)"));
    }

    @Test
    void aRuleOfNoGroupMayBeAnyGroups() {
        canned.ec2("DescribeSecurityGroups", groups("sg-1", "sg-2"))
                .ec2("DescribeSecurityGroupRules", rules("<item><ipProtocol>-1</ipProtocol></item>"));
        assertThat(collect(new SecurityGroupCollector()))
                .isEqualTo(gap(
                        "ec2:DescribeSecurityGroupRules",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the group of item 1 of page 1)"));
    }

    @Test
    void groupsWhoseRulesWereCutOffAreNotRead() {
        canned.ec2("DescribeSecurityGroups", groups("sg-1"))
                .ec2(
                        "DescribeSecurityGroupRules",
                        rules(rule("sg-1", "<ipProtocol>-1</ipProtocol>")) + "<nextToken>2</nextToken>")
                .refuse("DescribeSecurityGroupRules", 403, "UnauthorizedOperation", "You may not");
        assertThat(collect(new SecurityGroupCollector()))
                .isEqualTo(gap("ec2:DescribeSecurityGroupRules", "UnauthorizedOperation", "You may not"));
    }

    private static String groups(String... ids) {
        return "<securityGroupInfo>"
                + Stream.of(ids)
                        .map(id -> "<item><groupId>" + id + "</groupId><groupName>g</groupName></item>")
                        .collect(Collectors.joining())
                + "</securityGroupInfo>";
    }

    private static String rules(String... items) {
        return "<securityGroupRuleSet>" + String.join("", items) + "</securityGroupRuleSet>";
    }

    private static String rule(String group, String protocol) {
        return "<item><securityGroupRuleId>sgr-1</securityGroupRuleId><isEgress>false</isEgress><groupId>" + group
                + "</groupId>" + protocol + "</item>";
    }
}
