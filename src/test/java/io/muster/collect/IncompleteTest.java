package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import io.muster.inventory.kind.Vpc;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector brings home when AWS does not answer as it should. */
class IncompleteTest {

    private CannedAws canned;
    private TestClients clients;
    private AwsScope aws;

    @BeforeEach
    void start() {
        canned = new CannedAws();
        clients = TestClients.at(canned.endpoint(), Map.of("max-attempts", "1"));
        aws = new AwsScope(
                Scope.of(AwsStandIn.ACCOUNT, "eu-west-1"),
                clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)));
    }

    @AfterEach
    void stop() {
        clients.close();
        canned.close();
    }

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
                        "AWS left out what it should give (the id of item 2 of page 2)"));
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
                .isEqualTo(gap("ec2:DescribeVpcs", AwsFailure.REPEATED_PAGE, "AWS sent the same page token twice"));
    }

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
                .containsExactly(new Gap(
                        "ec2:DescribeSecurityGroupRules",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out what it should give (the protocol of item 1 of page 1, security-group/sg-1)"));
    }

    @Test
    void aRuleOfNoGroupMayBeAnyGroups() {
        canned.ec2("DescribeSecurityGroups", groups("sg-1", "sg-2"))
                .ec2("DescribeSecurityGroupRules", rules("<item><ipProtocol>-1</ipProtocol></item>"));
        assertThat(collect(new SecurityGroupCollector()))
                .isEqualTo(gap(
                        "ec2:DescribeSecurityGroupRules",
                        AwsFailure.UNREADABLE_ANSWER,
                        "AWS left out what it should give (the group of item 1 of page 1)"));
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

    @Test
    void entriesOfAnothersListThatMayNotBeReadAreAbsent() {
        canned.ec2("DescribeManagedPrefixLists", prefixList("AWS"))
                .refuse("GetManagedPrefixListEntries", 403, "UnauthorizedOperation", "You may not");
        Collection<PrefixList> collection = collect(new PrefixListCollector());
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources())
                .extracting(Resource::attributes)
                .containsExactly(new PrefixList("list", "AWS", "IPv4", null, null));
    }

    @Test
    void entriesOfOnesOwnListThatMayNotBeReadAreUnknownAndAGap() {
        canned.ec2("DescribeManagedPrefixLists", prefixList(AwsStandIn.ACCOUNT))
                .refuse("GetManagedPrefixListEntries", 403, "UnauthorizedOperation", "You may not");
        Collection<PrefixList> collection = collect(new PrefixListCollector());
        assertThat(collection.resources())
                .extracting(Resource::attributes)
                .containsExactly(new PrefixList("list", AwsStandIn.ACCOUNT, "IPv4", null, null));
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:GetManagedPrefixListEntries", "UnauthorizedOperation", "You may not (pl-1)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidPrefixListID.NotFound", "InvalidPrefixListId.NotFound"})
    void aPrefixListThatWasDeletedMeanwhileCostsNothing(String code) {
        canned.ec2("DescribeManagedPrefixLists", prefixList(AwsStandIn.ACCOUNT))
                .refuse("GetManagedPrefixListEntries", 400, code, "No such list");
        assertThat(collect(new PrefixListCollector())).isEqualTo(new Collection.Complete<>(List.of()));
    }

    @Test
    void anImageWhoseLookUpIsRefusedIsAsPublicAsItsListingSays() {
        canned.ec2("DescribeImages", "<imagesSet>" + image("ami-1", true) + image("ami-2", false) + "</imagesSet>")
                .refuse("DescribeImageAttribute", 403, "UnauthorizedOperation", "You may not");
        Collection<Image> collection = collect(new ImageCollector());
        assertThat(collection.resources())
                .extracting(
                        Resource::resourceId,
                        image -> image.attributes().isPublic(),
                        image -> image.attributes().sharedWith())
                .containsExactly(tuple("ami-1", true, null), tuple("ami-2", false, null));
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:DescribeImageAttribute", "UnauthorizedOperation", "You may not (ami-1, ami-2)"));
    }

    private static String image(String id, boolean isPublic) {
        return "<item><imageId>" + id + "</imageId><imageState>available</imageState><isPublic>" + isPublic
                + "</isPublic></item>";
    }

    @Test
    void oneRefusedLookUpOfASnapshotCostsItsFacts() {
        canned.ec2("DescribeSnapshots", "<snapshotSet>" + snapshot("snap-1", AwsStandIn.ACCOUNT) + "</snapshotSet>")
                .refuse("DescribeSnapshotAttribute", 403, "UnauthorizedOperation", "You may not");
        Collection<Snapshot> collection = collect(new SnapshotCollector());
        assertThat(collection.resources())
                .extracting(
                        snapshot -> snapshot.attributes().isPublic(),
                        snapshot -> snapshot.attributes().sharedWith())
                .containsExactly(tuple(null, null));
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:DescribeSnapshotAttribute", "UnauthorizedOperation", "You may not (snap-1)"));
    }

    @Test
    void aVolumeIsThereWhereInstancesMayNotBeListed() {
        canned.ec2(
                        "DescribeVolumes",
                        "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp3</volumeType><status>in-use</status>"
                                + "<size>1</size><attachmentSet><item><instanceId>i-1</instanceId>"
                                + "<device>/dev/xvda</device><status>attached</status></item></attachmentSet></item></volumeSet>")
                .refuse("DescribeInstances", 403, "UnauthorizedOperation", "You may not");
        Collection<Volume> collection = collect(new VolumeCollector(new InstanceCollector()));
        assertThat(collection.resources().get(0).attributes().attachments())
                .extracting(VolumeAttachment::instanceId, VolumeAttachment::root)
                .containsExactly(tuple("i-1", null));
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:DescribeInstances", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void whatTwoKindsNeedIsAskedForOnce() {
        canned.ec2(
                        "DescribeVolumes",
                        "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp3</volumeType><status>in-use</status>"
                                + "<size>1</size><attachmentSet><item><instanceId>i-1</instanceId>"
                                + "<device>/dev/xvda</device><status>attached</status></item></attachmentSet></item></volumeSet>")
                .ec2("DescribeInstances", "<reservationSet/>");
        InstanceCollector instances = new InstanceCollector();
        aws.collected(instances).await().indefinitely();
        aws.collected(new VolumeCollector(instances)).await().indefinitely();
        assertThat(canned.asked("DescribeInstances")).isEqualTo(1);
    }

    @Test
    void policiesThatCannotBeReadCostNoRole() {
        canned.answer(
                "GetAccountAuthorizationDetails",
                200,
                "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><RoleDetailList>"
                        + role("<Arn>arn:aws:iam::1:role/a</Arn>", "{}", "<PolicyDocument>no JSON</PolicyDocument>")
                        + role("<Arn>arn:aws:iam::1:role/b</Arn>", "no JSON", "")
                        + role("<Arn>arn:aws:iam::1:role/c</Arn>", null, "<PolicyDocument>{}</PolicyDocument>")
                        + role("", "{}", "<PolicyDocument>{}</PolicyDocument>")
                        + "</RoleDetailList></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>");
        Collection<Role> collection = collect(new RoleCollector());
        assertThat(collection.resources())
                .extracting(
                        role -> role.arn(),
                        role -> role.attributes().trustPolicy(),
                        role -> role.attributes().inlinePolicies().get(0).document())
                .containsExactly(
                        tuple(
                                "arn:aws:iam::1:role/a",
                                JsonNodeFactory.instance.objectNode(),
                                TextNode.valueOf("no JSON")),
                        tuple("arn:aws:iam::1:role/b", TextNode.valueOf("no JSON"), null));
        assertThat(collection.gaps())
                .extracting(Gap::message)
                .containsExactly(
                        "AWS left out what it should give (the ARN of role 4 of page 1, the document of r/p, the trust policy of role 3 of page 1, role/c)");
    }

    private static String role(String arn, String trust, String document) {
        return "<member><Path>/</Path><RoleName>r</RoleName>" + arn
                + (trust == null ? "" : "<AssumeRolePolicyDocument>" + trust + "</AssumeRolePolicyDocument>")
                + "<RolePolicyList><member><PolicyName>p</PolicyName>" + document
                + "</member></RolePolicyList></member>";
    }

    private static String prefixList(String owner) {
        return "<prefixListSet><item><prefixListId>pl-1</prefixListId><prefixListName>list</prefixListName><ownerId>"
                + owner + "</ownerId><addressFamily>IPv4</addressFamily></item></prefixListSet>";
    }

    @Test
    void aSnapshotThatWasDeletedMeanwhileOrIsAnothersIsLeftOut() {
        canned.ec2(
                        "DescribeSnapshots",
                        "<snapshotSet>" + snapshot("snap-1", AwsStandIn.ACCOUNT) + snapshot("snap-2", "999999999999")
                                + "</snapshotSet>")
                .refuse("DescribeSnapshotAttribute", 400, "InvalidSnapshot.NotFound", "No such snapshot");
        assertThat(collect(new SnapshotCollector())).isEqualTo(new Collection.Complete<>(List.of()));
        assertThat(canned.asked("DescribeSnapshotAttribute")).isEqualTo(1);
    }

    private static String snapshot(String id, String owner) {
        return "<item><snapshotId>" + id + "</snapshotId><ownerId>" + owner + "</ownerId></item>";
    }

    @Test
    void aSettingThatMayNotBeReadIsNullAndAGapAndTheOthersAreThere() {
        canned.ec2("GetEbsEncryptionByDefault", "<ebsEncryptionByDefault>true</ebsEncryptionByDefault>")
                .ec2("GetEbsDefaultKmsKeyId", "<kmsKeyId>alias/aws/ebs</kmsKeyId>")
                .ec2("GetSnapshotBlockPublicAccessState", "<state>block-all-sharing</state>")
                .ec2(
                        "GetImageBlockPublicAccessState",
                        "<imageBlockPublicAccessState>unblocked</imageBlockPublicAccessState>")
                .ec2(
                        "GetInstanceMetadataDefaults",
                        "<accountLevel><httpTokens>required</httpTokens><managedBy>account</managedBy></accountLevel>")
                .refuse("GetSerialConsoleAccessStatus", 403, "UnauthorizedOperation", "You may not")
                .ec2(
                        "DescribeVpcBlockPublicAccessOptions",
                        "<vpcBlockPublicAccessOptions><internetGatewayBlockMode>off</internetGatewayBlockMode>"
                                + "</vpcBlockPublicAccessOptions>");
        Collection<RegionSettings> collection = collect(new RegionSettingsCollector());
        assertThat(collection.resources())
                .extracting(Resource::attributes)
                .containsExactly(new RegionSettings(
                        true,
                        "alias/aws/ebs",
                        "block-all-sharing",
                        "unblocked",
                        "required",
                        null,
                        "account",
                        null,
                        "off"));
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:GetSerialConsoleAccessStatus", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void anAccountWithoutAPreferenceForItsMetadataSaysSo() {
        canned.ec2("GetInstanceMetadataDefaults", "<accountLevel/>");
        assertThat(collect(new RegionSettingsCollector())
                        .resources()
                        .get(0)
                        .attributes()
                        .imdsHttpTokensDefault())
                .isEqualTo("no-preference");
    }

    @Test
    void valuesThatAreNewToTheSdkStopNoListing() {
        canned.ec2(
                "DescribeVolumes",
                "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp9</volumeType><status>dreaming</status>"
                        + "<size>1</size></item></volumeSet>");
        var volume = collect(new VolumeCollector(new InstanceCollector()))
                .resources()
                .get(0)
                .attributes();
        assertThat(volume.volumeType()).isEqualTo("gp9");
        assertThat(volume.state()).isEqualTo("dreaming");
    }

    private <T extends Record> Collection<T> collect(Collector<T> collector) {
        return collector.collect(aws).await().indefinitely();
    }

    private static Collection<?> gap(String operation, String code, String message) {
        return new Collection.Failed<>(List.of(new Gap(operation, code, message)));
    }

    private static List<String> ids(Collection<?> collection) {
        return collection.resources().stream().<String>map(Resource::resourceId).toList();
    }
}
