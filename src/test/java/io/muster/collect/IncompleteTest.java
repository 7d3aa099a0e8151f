package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.AwsFailure;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.PrefixListEntry;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.inventory.kind.SecurityGroupUser;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Listings that AWS does not give in full, or not as the SDK expects them. */
class IncompleteTest extends CannedCollecting {

    @Test
    void aListThatIsCutOffBringsThePagesThatWereRead() {
        canned.ec2("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>2</nextToken>")
                .refuse("DescribeVpcs", 403, "UnauthorizedOperation", "You may not");
        Collection<Vpc> collection = collect(new VpcCollector());
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(ids(collection)).containsExactly("vpc-1");
        assertThat(collection.unread()).isEqualTo(Unread.everythingElse());
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:DescribeVpcs", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void aListWhoseFirstPageFailsBringsNothing() {
        canned.refuse("DescribeVpcs", 403, "UnauthorizedOperation", "You may not");
        assertThat(collect(new VpcCollector()))
                .isEqualTo(gap("ec2:DescribeVpcs", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void anOperationThatAwsDoesNotSupportInThePartitionListsNone() {
        canned.refuseQuery("GET /2020-05-31/vpc-origin", 400, "UnsupportedOperation", "Not in this region");
        assertThat(collect(new VpcOriginCollector())).isEqualTo(new Collection.Complete<>(List.of()));
    }

    @Test
    void aProfileWhoseRoleIsNotNamedIsNotTakenForAnEmptyOne() {
        var profile = software.amazon.awssdk.services.iam.model.InstanceProfile.builder()
                .arn("arn:aws:iam::111111111111:instance-profile/web")
                .instanceProfileName("web")
                .roles(software.amazon.awssdk.services.iam.model.Role.builder()
                        .roleName("web")
                        .build())
                .build();
        assertThatThrownBy(() -> new InstanceProfileCollector().resource(aws, profile))
                .isInstanceOfSatisfying(
                        UnreadableItem.class, item -> assertThat(item.arn()).isEqualTo(profile.arn()));
    }

    @Test
    void whatIsListedTwiceIsOneAndTheLastCounts() {
        canned.ec2(
                        "DescribeVpcs",
                        vpcs(vpc("vpc-1", "10.0.0.0/16"), vpc("vpc-2", "10.2.0.0/16")) + "<nextToken>2</nextToken>")
                .ec2("DescribeVpcs", vpcs(vpc("vpc-1", "10.1.0.0/16")));
        Collection<Vpc> collection = collect(new VpcCollector());
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources())
                .extracting(vpc -> vpc.attributes().cidrBlocks())
                .containsExactly(List.of("10.1.0.0/16"), List.of("10.2.0.0/16"));
    }

    @Test
    void aRuleThatIsListedTwiceIsOneOfItsGroup() {
        // given
        String rule =
                "<securityGroupRuleSet><item><securityGroupRuleId>sgr-1</securityGroupRuleId><groupId>sg-1</groupId>"
                        + "<isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><cidrIpv4>";
        canned.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo><item><groupId>sg-1</groupId></item></securityGroupInfo>")
                .ec2(
                        "DescribeSecurityGroupRules",
                        rule + "10.0.0.0/8</cidrIpv4></item></securityGroupRuleSet><nextToken>2</nextToken>")
                .ec2("DescribeSecurityGroupRules", rule + "0.0.0.0/0</cidrIpv4></item></securityGroupRuleSet>");

        // when
        SecurityGroup group = only(new SecurityGroupCollector()).attributes();

        // then
        assertThat(group.ingress()).extracting(SecurityGroupRule::cidr).containsExactly("0.0.0.0/0");
    }

    @Test
    void whatALookUpListsTwiceIsThereOnce() {
        // given
        String entries = "<entrySet><item><cidr>10.0.0.0/8</cidr></item></entrySet>";
        canned.ec2(
                        "DescribeManagedPrefixLists",
                        "<prefixListSet><item><prefixListId>pl-1</prefixListId></item></prefixListSet>")
                .ec2("GetManagedPrefixListEntries", entries + "<nextToken>2</nextToken>")
                .ec2("GetManagedPrefixListEntries", entries);

        // when
        PrefixList list = only(new PrefixListCollector()).attributes();

        // then
        assertThat(list.entries()).extracting(PrefixListEntry::cidr).containsExactly("10.0.0.0/8");
    }

    /** EC2 takes any character in a tag, and hands it out as a reference. */
    @Test
    void aCharacterThatXmlDoesNotHaveCostsNothing() {
        canned.ec2(
                "DescribeVpcs",
                "<vpcSet><item><vpcId>vpc-1</vpcId><tagSet><item><key>Name</key><value>a&#x3;b&#xD83D;&#xDE00;</value>"
                        + "</item></tagSet></item></vpcSet>");
        assertThat(only(new VpcCollector()).name()).isEqualTo("a\uFFFDu0003b\uD83D\uDE00");
    }

    @Test
    void anItemWithoutAnIdCostsThatItem() {
        canned.ec2("DescribeVpcs", vpcs(vpc("vpc-1", "10.0.0.0/16")) + "<nextToken>2</nextToken>")
                .ec2("DescribeVpcs", vpcs(vpc("vpc-2", "10.0.0.0/16"), "<item><isDefault>true</isDefault></item>"));
        Collection<Vpc> collection = collect(new VpcCollector());
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(ids(collection)).containsExactly("vpc-1", "vpc-2");
        assertThat(collection.unread()).isEqualTo(Unread.everythingElse());
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "ec2:DescribeVpcs",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the id of item 2 of page 2)"));
    }

    @Test
    void anItemThatIsNullCostsThatItem() {
        canned.json(
                "GET /2015-03-31/functions",
                "{\"Functions\": [null, {\"FunctionName\": \"f\", \"FunctionArn\":"
                        + " \"arn:aws:lambda:eu-west-1:123456789012:function:f\", \"VpcConfig\": {\"SecurityGroupIds\": [\"sg-1\"]}}]}");
        Collection<SecurityGroupUser> collection = collect(GroupUserListing.functions());
        assertThat(ids(collection)).containsExactly("function:f");
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "lambda:ListFunctions",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the content of item 1 of page 1)"));
    }

    @Test
    void anItemWhoseIdIsLongerThanAnyOfAwsCostsThatItem() {
        canned.ec2("DescribeVpcs", vpcs(vpc("vpc-1", "10.0.0.0/16"), vpc("vpc-" + "2".repeat(2_045), "10.0.0.0/16")));
        Collection<Vpc> collection = collect(new VpcCollector());
        assertThat(collection).isInstanceOf(Collection.Partial.class);
        assertThat(ids(collection)).containsExactly("vpc-1");
        assertThat(collection.gaps())
                .containsExactly(new Gap(
                        "ec2:DescribeVpcs",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out a required part of its answer (the id of item 2 of page 1)"));
    }

    private static String vpcs(String... items) {
        return "<vpcSet>" + String.join("", items) + "</vpcSet>";
    }

    private static String vpc(String id, String range) {
        return "<item><vpcId>" + id + "</vpcId><cidrBlock>" + range + "</cidrBlock></item>";
    }

    @Test
    void aListThatGoesRoundEnds() {
        canned.ec2("DescribeVpcs", "<vpcSet/><nextToken>again</nextToken>");
        assertThat(collect(new VpcCollector()))
                .isEqualTo(gap(
                        "ec2:DescribeVpcs",
                        AwsFailure.REPEATED_PAGE,
                        "AWS sent the same page, or the same page token, again"));
    }

    @Test
    void whatTwoKindsNeedIsAskedForOnce() {
        canned.ec2(
                        "DescribeVolumes",
                        "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp3</volumeType><status>in-use</status>"
                                + "<size>1</size><attachmentSet><item><instanceId>i-1</instanceId>"
                                + "<device>/dev/xvda</device><status>attached</status></item></attachmentSet></item></volumeSet>")
                .ec2("DescribeInstances", "<reservationSet/>");
        InstanceCollector instances = new InstanceCollector(() -> false);
        aws.collected(instances).await().indefinitely();
        aws.collected(new VolumeCollector(instances)).await().indefinitely();
        assertThat(canned.asked("DescribeInstances")).isEqualTo(1);
    }

    @Test
    void singleInstancesAreAskedForWithTheMetadataOfTheirImagesAlone() {
        // given
        canned.ec2("DescribeInstanceImageMetadata", "<instanceImageMetadataSet/>")
                .ec2("DescribeInstances", "<reservationSet/>");

        // when
        aws.named(new InstanceCollector(() -> false), Set.of("i-0123456789abcdef0"))
                .await()
                .indefinitely();

        // then
        assertThat(Stream.of("DescribeInstances", "DescribeInstanceImageMetadata")
                        .flatMap(action -> canned.parameters(action).stream()))
                .hasSize(2)
                .allMatch(form -> form.contains("Filter.1.Name=instance-id")
                        && form.contains("Filter.1.Value.1=i-0123456789abcdef0"));
    }

    @Test
    void valuesThatAreNewToTheSdkStopNoListing() {
        canned.ec2(
                "DescribeVolumes",
                "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp9</volumeType><status>dreaming</status>"
                        + "<size>1</size></item></volumeSet>");
        var volume = collect(new VolumeCollector(new InstanceCollector(() -> false)))
                .resources()
                .get(0)
                .attributes();
        assertThat(volume.volumeType()).isEqualTo("gp9");
        assertThat(volume.state()).isEqualTo("dreaming");
    }

    @Test
    void anActionOfANetworkAclThatIsNewToTheSdkIsNoDenial() {
        canned.ec2(
                "DescribeNetworkAcls",
                "<networkAclSet><item><networkAclId>acl-1</networkAclId><entrySet><item><ruleNumber>100</ruleNumber>"
                        + "<protocol>-1</protocol><ruleAction>mirror</ruleAction><egress>false</egress></item></entrySet>"
                        + "</item></networkAclSet>");
        assertThat(only(new NetworkAclCollector()).attributes().entries())
                .extracting(NetworkAclEntry::allow)
                .containsOnlyNulls();
    }
}
