package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsFailure;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void aListThatIsCutOffBringsNothing() {
        canned.ec2("DescribeVpcs", "<vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet><nextToken>2</nextToken>")
                .refuse("DescribeVpcs", 403, "UnauthorizedOperation", "You may not");
        assertThat(collect(new VpcCollector()))
                .isEqualTo(gap("ec2:DescribeVpcs", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void aListThatGoesRoundEnds() {
        canned.ec2("DescribeVpcs", "<vpcSet/><nextToken>again</nextToken>");
        assertThat(collect(new VpcCollector()))
                .isEqualTo(gap("ec2:DescribeVpcs", AwsFailure.REPEATED_PAGE, "AWS sent the same page token twice"));
    }

    @Test
    void anAnswerThatWeCannotHandleIsAGapOfOurOwn() {
        canned.ec2(
                        "DescribeSecurityGroups",
                        "<securityGroupInfo><item><groupId>sg-1</groupId></item></securityGroupInfo>")
                .ec2(
                        "DescribeSecurityGroupRules",
                        "<securityGroupRuleSet><item><groupId>sg-1</groupId></item></securityGroupRuleSet>");
        assertThat(collect(new SecurityGroupCollector()))
                .isEqualTo(gap(
                        "ec2:DescribeSecurityGroups",
                        AwsFailure.INTERNAL,
                        "Muster failed to handle the answer; its log tells more"));
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
    void entriesOfOnesOwnListThatMayNotBeReadAreAGap() {
        canned.ec2("DescribeManagedPrefixLists", prefixList(AwsStandIn.ACCOUNT))
                .refuse("GetManagedPrefixListEntries", 403, "UnauthorizedOperation", "You may not");
        assertThat(collect(new PrefixListCollector()))
                .isEqualTo(gap("ec2:GetManagedPrefixListEntries", "UnauthorizedOperation", "You may not"));
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
        assertThat(((Collection.Incomplete<RegionSettings>) collection).gaps())
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
        var volume = collect(new VolumeCollector()).resources().get(0).attributes();
        assertThat(volume.volumeType()).isEqualTo("gp9");
        assertThat(volume.state()).isEqualTo("dreaming");
    }

    private <T extends Record> Collection<T> collect(Collector<T> collector) {
        return collector.collect(aws).await().indefinitely();
    }

    private static Collection<?> gap(String operation, String code, String message) {
        return new Collection.Incomplete<>(List.of(), List.of(new Gap(operation, code, message)));
    }
}
