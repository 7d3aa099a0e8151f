package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsStandIn;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Listener;
import io.muster.inventory.kind.LoadBalancer;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.TargetGroup;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that lack a part without which a resource would look more closed than it is. */
class MoreClosedTest extends CannedCollecting {

    private static final String PREFIX = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final String BALANCER = PREFIX + "loadbalancer/app/web/1";
    private static final String LISTENER = PREFIX + "listener/app/web/1/2";
    private static final String RULE = PREFIX + "listener-rule/app/web/1/2/3";
    private static final String GROUP = PREFIX + "targetgroup/web/4";

    static Stream<Arguments> itemsThatWouldLookMoreClosedThanTheyAre() {
        String groups =
                "<groupSet><item><groupId>sg-1</groupId></item><item><groupName>open</groupName></item></groupSet>";
        return Stream.of(
                argumentSet(
                        "an interface with a group without an id",
                        new NetworkInterfaceCollector(),
                        "DescribeNetworkInterfaces",
                        "<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId>" + groups
                                + "</item><item><networkInterfaceId>eni-2</networkInterfaceId></item></networkInterfaceSet>",
                        "eni-2",
                        "network-interface/eni-1"),
                argumentSet(
                        "an instance with a group without an id",
                        new InstanceCollector(() -> false),
                        "DescribeInstances",
                        "<reservationSet><item><instancesSet><item><instanceId>i-1</instanceId>" + groups
                                + "</item><item><instanceId>i-2</instanceId></item></instancesSet></item></reservationSet>",
                        "i-2",
                        "instance/i-1"),
                argumentSet(
                        "an endpoint with a group without an id",
                        new VpcEndpointCollector(),
                        "DescribeVpcEndpoints",
                        "<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId>" + groups
                                + "</item><item><vpcEndpointId>vpce-2</vpcEndpointId></item></vpcEndpointSet>",
                        "vpce-2",
                        "vpc-endpoint/vpce-1"),
                argumentSet(
                        "an ACL with an entry without a direction",
                        new NetworkAclCollector(),
                        "DescribeNetworkAcls",
                        "<networkAclSet><item><networkAclId>acl-1</networkAclId><entrySet><item><ruleNumber>100</ruleNumber>"
                                + "<protocol>-1</protocol><ruleAction>deny</ruleAction></item></entrySet></item>"
                                + "<item><networkAclId>acl-2</networkAclId></item></networkAclSet>",
                        "acl-2",
                        "network-acl/acl-1"));
    }

    @ParameterizedTest
    @MethodSource
    void itemsThatWouldLookMoreClosedThanTheyAre(
            Collector<?> collector, String action, String answer, String read, String unread) {
        // given
        canned.ec2("DescribeInstanceImageMetadata", "<instanceImageMetadataSet/>")
                .ec2(action, answer);

        // when
        Collection<?> collection = collect(collector);

        // then
        assertThat(ids(collection)).containsExactly(read);
        assertThat(collection.unread())
                .isEqualTo(Unread.only(List.of("arn:aws:ec2:eu-west-1:" + AwsStandIn.ACCOUNT + ":" + unread)));
        assertThat(collection.gaps())
                .extracting(Gap::operation, Gap::errorCode)
                .containsExactly(tuple("ec2:" + action, AwsFailure.UNREADABLE_ANSWER));
    }

    @Test
    void aRuleWithoutAnArnLeavesTheRulesOfItsListenerUnknown() {
        // given
        canned.query(
                        "DescribeLoadBalancers",
                        "<LoadBalancers><member><LoadBalancerArn>" + BALANCER
                                + "</LoadBalancerArn></member></LoadBalancers>")
                .query(
                        "DescribeListeners",
                        "<Listeners><member><ListenerArn>" + LISTENER + "</ListenerArn></member></Listeners>")
                .query("DescribeTags", "<TagDescriptions/>")
                .query(
                        "DescribeRules",
                        "<Rules><member><Priority>10</Priority></member><member><RuleArn>" + RULE
                                + "/default</RuleArn></member></Rules>");

        // when
        Collection<LoadBalancer> collection = collect(new LoadBalancerCollector());

        // then
        assertThat(collection.resources())
                .singleElement()
                .satisfies(balancer -> assertThat(balancer.attributes().listeners())
                        .extracting(Listener::rules)
                        .containsOnlyNulls());
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "elasticloadbalancing:DescribeRules",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the ARN of a rule of " + LISTENER + ")"));
    }

    @Test
    void aTargetWithoutAnIdLeavesTheTargetsUnknown() {
        // given
        canned.query(
                        "DescribeTargetGroups",
                        "<TargetGroups><member><TargetGroupArn>" + GROUP + "</TargetGroupArn></member></TargetGroups>")
                .query("DescribeTargetGroupAttributes", "<Attributes/>")
                .query("DescribeTags", "<TagDescriptions/>")
                .query(
                        "DescribeTargetHealth",
                        "<TargetHealthDescriptions><member><Target><Id>i-1</Id></Target></member><member><Target><Port>80</Port>"
                                + "</Target></member></TargetHealthDescriptions>");

        // when
        Collection<TargetGroup> collection = collect(new TargetGroupCollector());

        // then
        assertThat(collection.resources())
                .singleElement()
                .satisfies(group -> assertThat(group.attributes().targets()).isNull());
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "elasticloadbalancing:DescribeTargetHealth",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the id of a target of " + GROUP + ")"));
    }

    @Test
    void aPublicSnapshotWithoutAnIdMayBeAny() {
        // given
        canned.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId></item><item><volumeId>vol-1</volumeId></item></snapshotSet>")
                .ec2(
                        "DescribeSnapshots",
                        "<snapshotSet><item><snapshotId>snap-1</snapshotId><ownerId>" + AwsStandIn.ACCOUNT
                                + "</ownerId></item><item><snapshotId>snap-2</snapshotId><ownerId>"
                                + AwsStandIn.ACCOUNT + "</ownerId></item></snapshotSet>")
                .refuse("DescribeSnapshotAttribute", 403, "UnauthorizedOperation", "You may not");

        // when
        Collection<Snapshot> collection = collect(new SnapshotCollector());

        // then
        assertThat(collection.resources())
                .extracting(
                        Resource::resourceId, snapshot -> snapshot.attributes().isPublic())
                .containsExactly(tuple("snap-1", true), tuple("snap-2", null));
        assertThat(collection.gaps()).extracting(Gap::operation).contains("ec2:DescribeSnapshots");
    }
}
