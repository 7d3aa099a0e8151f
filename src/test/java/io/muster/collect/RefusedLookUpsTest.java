package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.aws.AwsStandIn;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.AllowedImages;
import io.muster.inventory.kind.Image;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Snapshot;
import io.muster.inventory.kind.Volume;
import io.muster.inventory.kind.VolumeAttachment;
import jakarta.annotation.Nullable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups that are refused, or whose item is gone: they cost their fact, and not the listing. */
class RefusedLookUpsTest extends CannedCollecting {

    @Test
    void entriesOfAnothersListThatMayNotBeReadAreAbsent() {
        canned.ec2("DescribeManagedPrefixLists", prefixList("AWS"))
                .refuse("GetManagedPrefixListEntries", 403, "UnauthorizedOperation", "You may not");
        Collection<PrefixList> collection = collect(new PrefixListCollector());
        assertThat(collection).isInstanceOf(Collection.Complete.class);
        assertThat(collection.resources())
                .extracting(Resource::attributes)
                .containsExactly(new PrefixList("list", "AWS", "IPv4", null, null, null));
    }

    @Test
    void entriesOfOnesOwnListThatMayNotBeReadAreUnknownAndAGap() {
        canned.ec2("DescribeManagedPrefixLists", prefixList(AwsStandIn.ACCOUNT))
                .refuse("GetManagedPrefixListEntries", 403, "UnauthorizedOperation", "You may not");
        Collection<PrefixList> collection = collect(new PrefixListCollector());
        assertThat(collection.resources())
                .extracting(Resource::attributes)
                .containsExactly(new PrefixList("list", AwsStandIn.ACCOUNT, "IPv4", null, null, null));
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

    @Test
    void anImageInAStateThatIsNewToTheSdkIsAskedForItsPermissions() {
        canned.ec2(
                        "DescribeImages",
                        "<imagesSet><item><imageId>ami-1</imageId><imageState>resting</imageState></item></imagesSet>")
                .ec2(
                        "DescribeImageAttribute",
                        "<launchPermission><item><userId>999999999999</userId></item></launchPermission>");
        assertThat(only(new ImageCollector()).attributes().sharedWith()).containsExactly("999999999999");
    }

    private static String image(String id, boolean isPublic) {
        return "<item><imageId>" + id + "</imageId><imageState>available</imageState><isPublic>" + isPublic
                + "</isPublic></item>";
    }

    @Test
    void oneRefusedLookUpOfASnapshotCostsItsFacts() {
        canned.ec2("DescribeSnapshots", "<snapshotSet/>")
                .ec2("DescribeSnapshots", "<snapshotSet>" + snapshot("snap-1", AwsStandIn.ACCOUNT) + "</snapshotSet>")
                .refuse("DescribeSnapshotAttribute", 403, "UnauthorizedOperation", "You may not");
        Collection<Snapshot> collection = collect(new SnapshotCollector());
        assertThat(collection.resources())
                .extracting(
                        snapshot -> snapshot.attributes().isPublic(),
                        snapshot -> snapshot.attributes().sharedWith())
                .containsExactly(tuple(false, null));
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:DescribeSnapshotAttribute", "UnauthorizedOperation", "You may not (snap-1)"));
    }

    @Test
    void aSnapshotIsAsPublicAsItsLookUpSaysWhereTheListingOfPublicOnesIsRefused() {
        canned.refuse("DescribeSnapshots", 403, "UnauthorizedOperation", "You may not")
                .ec2("DescribeSnapshots", "<snapshotSet>" + snapshot("snap-1", AwsStandIn.ACCOUNT) + "</snapshotSet>")
                .ec2(
                        "DescribeSnapshotAttribute",
                        "<createVolumePermission><item><group>all</group></item></createVolumePermission>");
        Collection<Snapshot> collection = collect(new SnapshotCollector());
        assertThat(collection.resources())
                .extracting(snapshot -> snapshot.attributes().isPublic())
                .containsExactly(true);
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:DescribeSnapshots", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void aVolumeIsThereWhereInstancesMayNotBeListed() {
        canned.ec2(
                        "DescribeVolumes",
                        "<volumeSet><item><volumeId>vol-1</volumeId><volumeType>gp3</volumeType><status>in-use</status>"
                                + "<size>1</size><attachmentSet><item><instanceId>i-1</instanceId>"
                                + "<device>/dev/xvda</device><status>attached</status></item></attachmentSet></item></volumeSet>")
                .refuse("DescribeInstances", 403, "UnauthorizedOperation", "You may not");
        Collection<Volume> collection = collect(new VolumeCollector(new InstanceCollector(() -> false)));
        assertThat(collection.resources().get(0).attributes().attachments())
                .extracting(VolumeAttachment::instanceId, VolumeAttachment::root)
                .containsExactly(tuple("i-1", null));
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps())
                .containsExactly(new Gap("ec2:DescribeInstances", "UnauthorizedOperation", "You may not"));
    }

    @Test
    void policiesThatCannotBeReadCostNoRole() {
        canned.query("ListInstanceProfiles", "<InstanceProfiles/>");
        answerRoles(
                role("<Arn>arn:aws:iam::1:role/a</Arn>", "{}", "<PolicyDocument>no JSON</PolicyDocument>")
                        + role("<Arn>arn:aws:iam::1:role/b</Arn>", "no JSON", "")
                        + role("<Arn>arn:aws:iam::1:role/c</Arn>", null, "<PolicyDocument>{}</PolicyDocument>")
                        + role("", "{}", "<PolicyDocument>{}</PolicyDocument>"),
                null);
        Collection<Role> collection = collect(new RoleCollector(new InstanceProfileCollector()));
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
                        "AWS left out a required part of its answer (the ARN of role 4 of page 1, the document of r/p, the trust policy of role 3 of page 1, role/c)");
    }

    /** Fresh markers of a page that comes again and again must not fill the memory with it. */
    @Test
    void aPageOfRolesThatComesAgainUnderFreshMarkersEndsTheList() {
        // given
        canned.query("ListInstanceProfiles", "<InstanceProfiles/>");
        for (int page = 0; page < 12; page++) {
            answerRoles(ROLE, page);
        }

        // when
        Collection<Role> collection = collect(new RoleCollector(new InstanceProfileCollector()));

        // then
        assertThat(collection.unread().rest()).isTrue();
        assertThat(collection.gaps()).extracting(Gap::errorCode).containsExactly("REPEATED_PAGE");
    }

    @Test
    void emptyPagesOfRolesDoNotEndTheList() {
        // given
        canned.query("ListInstanceProfiles", "<InstanceProfiles/>");
        for (int page = 0; page < 12; page++) {
            answerRoles("", page);
        }
        answerRoles(ROLE, null);

        // when
        Collection<Role> collection = collect(new RoleCollector(new InstanceProfileCollector()));

        // then
        assertThat(collection.gaps()).isEmpty();
        assertThat(ids(collection)).hasSize(1);
    }

    private static final String ROLE =
            role("<Arn>arn:aws:iam::1:role/a</Arn>", "{}", "<PolicyDocument>{}</PolicyDocument>");

    /** @param marker that of the next page; null on the last */
    private void answerRoles(String roles, @Nullable Object marker) {
        canned.answer(
                "GetAccountAuthorizationDetails",
                200,
                "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><RoleDetailList>" + roles
                        + "</RoleDetailList>"
                        + (marker == null ? "" : "<IsTruncated>true</IsTruncated><Marker>" + marker + "</Marker>")
                        + "</GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>");
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
                                + "</vpcBlockPublicAccessOptions>")
                .ec2("GetAllowedImagesSettings", "<state>enabled</state>")
                .ec2("DescribeAccountVpcEncryptionControl", "<accountVpcEncryptionControl/>")
                .answer("GetManagedResourceVisibility", 500, "<html>Not here</html>");
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
                        "off",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "no-preference",
                        null,
                        "no-preference",
                        new AllowedImages("enabled", null, List.of()),
                        null,
                        null));
        assertThat(collection.gaps())
                .containsExactly(
                        new Gap("ec2:GetManagedResourceVisibility", "HTTP_500", "AWS answered without an error code"),
                        new Gap("ec2:GetSerialConsoleAccessStatus", "UnauthorizedOperation", "You may not"));
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
}
