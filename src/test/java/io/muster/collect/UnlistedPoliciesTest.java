package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.collect.Collection.Gap;
import io.muster.inventory.Documents;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Managed policies that the listing of roles and policies leaves out although a role has them: a policy of AWS that only bounds
 * roles.
 */
class UnlistedPoliciesTest extends CannedCollecting {

    private static final String LISTING = "GetAccountAuthorizationDetails";
    private static final String BOUNDARY = "arn:aws:iam::aws:policy/PowerUserAccess";
    private static final String DOCUMENT =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}}";
    private static final String POLICY = "<Policy><PolicyName>PowerUserAccess</PolicyName><Arn>" + BOUNDARY
            + "</Arn><Path>/</Path><DefaultVersionId>v5</DefaultVersionId>"
            + "<AttachmentCount>0</AttachmentCount><PermissionsBoundaryUsageCount>2</PermissionsBoundaryUsageCount></Policy>";
    private static final String VERSION = "<PolicyVersion><Document>%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22"
            + "%2C%22Action%22%3A%22ec2%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D</Document>"
            + "<VersionId>v5</VersionId><IsDefaultVersion>true</IsDefaultVersion></PolicyVersion>";

    private final RoleCollector roles = new RoleCollector(new InstanceProfileCollector());
    private final PolicyCollector policies = new PolicyCollector();

    @BeforeEach
    void twoRolesThatOnePolicyOfAwsBounds() {
        canned.query(LISTING, "<RoleDetailList>" + bounded("one") + bounded("two") + "</RoleDetailList>")
                .query("ListInstanceProfiles", "<InstanceProfiles/>");
    }

    @Test
    void aPolicyThatOnlyBoundsRolesIsLookedUpOnceForAllKinds() {
        // given
        canned.query("GetPolicy", POLICY).query("GetPolicyVersion", VERSION);

        // when
        Collection<Role> bounded = collect(roles);
        Collection<Policy> bounding = collect(policies);

        // then
        assertThat(bounded).isInstanceOf(Collection.Complete.class);
        assertThat(bounded.resources())
                .extracting(role -> role.attributes().permissionsBoundaryDocument())
                .containsExactly(Documents.tree(DOCUMENT), Documents.tree(DOCUMENT));
        assertThat(bounding.resources())
                .extracting(Resource::name, policy -> policy.attributes().document())
                .containsExactly(tuple("PowerUserAccess", Documents.tree(DOCUMENT)));
        assertThat(canned.asked("GetPolicy")).isEqualTo(1);
        assertThat(canned.parameters("GetPolicyVersion"))
                .singleElement()
                .asString()
                .contains("PolicyArn=" + BOUNDARY, "VersionId=v5");
    }

    @Test
    void aRefusedLookUpCostsTheDocument() {
        // given
        canned.query("GetPolicy", POLICY).refuseQuery("GetPolicyVersion", 403, "AccessDenied", "You may not");

        // when
        Collection<Role> bounded = collect(roles);

        // then
        assertThat(bounded.resources())
                .hasSize(2)
                .allMatch(role -> BOUNDARY.equals(role.attributes().permissionsBoundaryArn()))
                .allMatch(role -> role.attributes().permissionsBoundaryDocument() == null);
        assertThat(bounded.unread()).isEqualTo(Unread.nothing());
        assertThat(bounded.gaps())
                .containsExactly(new Gap("iam:GetPolicyVersion", "AccessDenied", "You may not (" + BOUNDARY + ")"));
    }

    @Test
    void aPolicyThatCouldNotBeLookedUpIsUnreadAndNotGone() {
        // given
        canned.refuseQuery("GetPolicy", 403, "AccessDenied", "You may not");

        // when
        Collection<Role> bounded = collect(roles);
        Collection<Policy> bounding = collect(policies);

        // then
        Gap gap = new Gap("iam:GetPolicy", "AccessDenied", "You may not (" + BOUNDARY + ")");
        assertThat(bounding)
                .isEqualTo(new Collection.Partial<>(List.of(), Unread.only(List.of(BOUNDARY)), List.of(gap)));
        assertThat(bounded.resources()).hasSize(2);
        assertThat(bounded.unread()).isEqualTo(Unread.nothing());
        assertThat(bounded.gaps()).containsExactly(gap);
    }

    @Test
    void aPolicyThatIsGoneMeanwhileIsNoGap() {
        // given
        canned.refuseQuery("GetPolicy", 404, "NoSuchEntity", "There is none");

        // when
        Collection<Role> bounded = collect(roles);
        Collection<Policy> bounding = collect(policies);

        // then
        assertThat(bounded).isInstanceOf(Collection.Complete.class);
        assertThat(bounded.resources()).hasSize(2);
        assertThat(bounding).isEqualTo(new Collection.Complete<>(List.of()));
    }

    @Test
    void nothingIsAskedAboutAPolicyThatIsListed() {
        // given
        canned.forget(LISTING)
                .query(
                        LISTING,
                        "<RoleDetailList>" + bounded("one") + "</RoleDetailList><Policies><member><Arn>" + BOUNDARY
                                + "</Arn></member></Policies>");

        // when
        collect(roles);

        // then
        assertThat(canned.asked("GetPolicy")).isZero();
    }

    @Test
    void nothingIsAskedAboutThePoliciesOfTheAccountForAllOfThemAreListed() {
        // given
        canned.forget(LISTING)
                .query(
                        LISTING,
                        "<RoleDetailList>" + bounded("one").replace(BOUNDARY, "arn:aws:iam::111111111111:policy/gone")
                                + "</RoleDetailList>");

        // when
        Collection<Role> bounded = collect(roles);

        // then
        assertThat(bounded).isInstanceOf(Collection.Complete.class);
        assertThat(canned.asked("GetPolicy")).isZero();
    }

    @Test
    void nothingIsAskedWhereTheListingWasBrokenOff() {
        // given
        canned.forget(LISTING)
                .query(
                        LISTING,
                        "<IsTruncated>true</IsTruncated><Marker>m</Marker><RoleDetailList>" + bounded("one")
                                + "</RoleDetailList>")
                .refuseQuery(LISTING, 400, "ValidationError", "The marker has expired");

        // when
        collect(roles);

        // then
        assertThat(canned.asked("GetPolicy")).isZero();
    }

    private static String bounded(String name) {
        return "<member><RoleName>" + name + "</RoleName><Arn>arn:aws:iam::1:role/" + name
                + "</Arn><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument><PermissionsBoundary>"
                + "<PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>" + BOUNDARY
                + "</PermissionsBoundaryArn></PermissionsBoundary></member>";
    }
}
