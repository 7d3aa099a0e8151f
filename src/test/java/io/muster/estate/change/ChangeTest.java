package io.muster.estate.change;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.policy;
import static io.muster.estate.change.ChangedModel.HTTPS;
import static io.muster.estate.change.ChangedModel.address;
import static io.muster.estate.change.ChangedModel.after;
import static io.muster.estate.change.ChangedModel.withMore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.estate.Ages;
import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Knowledge;
import io.muster.estate.Made;
import io.muster.estate.MadeInterface;
import io.muster.estate.NotRead;
import io.muster.estate.reach.Network;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.AttachedPolicy;
import io.muster.inventory.kind.EgressOnlyInternetGateway;
import io.muster.inventory.kind.ElasticIp;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.NetworkAcl;
import io.muster.inventory.kind.NetworkAclEntry;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Policy;
import io.muster.inventory.kind.PrivateAddress;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Role;
import io.muster.inventory.kind.Route;
import io.muster.inventory.kind.RouteTable;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.SecurityGroup;
import io.muster.inventory.kind.SecurityGroupRule;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each change does what AWS does. */
class ChangeTest {

    @Test
    void aRuleOfAGroupNamesTheGroupItRefersTo() {
        SecurityGroupRule rule = new SecurityGroupRule("sgr-n", "tcp", 1, 2, null, null, "sg-2", null, null);

        SecurityGroup changed = after(SecurityGroup.class, "sg-3", new AddGroupRule("sg-3", false, rule));

        assertThat(changed.ingress()).singleElement().satisfies(added -> {
            assertThat(added.referencedGroup().arn()).endsWith("security-group/sg-2");
            assertThat(added.referencedGroup().vpcId()).isEqualTo("vpc-1");
        });
    }

    @Test
    void aRuleIsRemovedByItsIdOrByWhatItAdmits() {
        assertThat(after(SecurityGroup.class, "sg-1", new RemoveGroupRule("sg-1", false, "sgr-1", null))
                        .ingress())
                .isEmpty();
        assertThat(after(SecurityGroup.class, "sg-1", new RemoveGroupRule("sg-1", false, null, HTTPS))
                        .ingress())
                .isEmpty();
    }

    /** What names a resource by its ARN or name is kept by the id that AWS has in that place. */
    @Test
    void anArnOrANameStandsForTheId() {
        // when
        Estate after = after(
                withMore(),
                new SetSecurityGroups("i-1", null, List.of(arn(SecurityGroup.class, "sg-2"), "sg-1")),
                new AddGroupRule(
                        "sg-3",
                        false,
                        new SecurityGroupRule(
                                null, "tcp", 1, 2, null, null, arn(SecurityGroup.class, "sg-2"), null, null)),
                new PutRoute("rtb-1", "::/0", arn(InternetGateway.class, "igw-1")),
                new PutRoute("rtb-1", "198.51.100.0/24", "i-2"),
                new AttachRolePolicy("r-1", "managed"),
                new SetPermissionsBoundary("r-2", "managed"),
                new SetPolicyDocument("managed", policy(allow("s3:*", "*")), false));

        // then
        assertThat(after.find(NetworkInterface.class, "eni-1")
                        .orElseThrow()
                        .attributes()
                        .securityGroupIds())
                .containsExactly("sg-1", "sg-2");
        assertThat(after.find(SecurityGroup.class, "sg-3")
                        .orElseThrow()
                        .attributes()
                        .ingress())
                .extracting(SecurityGroupRule::referencedGroupId)
                .containsExactly("sg-2");
        assertThat(after.find(RouteTable.class, "rtb-1")
                        .orElseThrow()
                        .attributes()
                        .routes())
                .extracting(Route::target)
                .containsExactlyInAnyOrder("local", "igw-1", "igw-1", "eni-2");
        assertThat(after.find(Role.class, "r-1").orElseThrow().attributes().attachedPolicies())
                .containsExactly(new AttachedPolicy(Model.MANAGED, "managed", false, policy(allow("s3:*", "*"))));
        assertThat(after.find(Role.class, "r-2").orElseThrow().attributes())
                .extracting(Role::permissionsBoundaryArn, Role::permissionsBoundaryDocument)
                .containsExactly(Model.MANAGED, policy(allow("s3:*", "*")));
    }

    @Test
    void aGroupWithoutAVpcIsMadeInTheDefaultOne() {
        Estates estates = withMore().with(Made.vpc("vpc-d", true, Estates.ACCOUNT));

        assertThat(after(estates, new PutGroup("sg-new", "new", PutGroup.DEFAULT_VPC))
                        .find(SecurityGroup.class, "sg-new")
                        .orElseThrow()
                        .attributes()
                        .vpcId())
                .isEqualTo("vpc-d");
    }

    private static String arn(Class<? extends Record> type, String id) {
        return withMore().build().find(type, id).orElseThrow().arn();
    }

    @Test
    void aRuleThatIsNamedByAnArnIsTheSame() {
        String arn = arn(SecurityGroup.class, "sg-2");
        SecurityGroupRule byId = new SecurityGroupRule("sgr-n", "tcp", 1, 2, null, null, "sg-2", null, null);
        SecurityGroupRule byArn = new SecurityGroupRule(null, "tcp", 1, 2, null, null, arn, null, null);

        assertThat(after(
                                SecurityGroup.class,
                                "sg-3",
                                new AddGroupRule("sg-3", false, byId),
                                new RemoveGroupRule("sg-3", false, null, byArn))
                        .ingress())
                .isEmpty();
    }

    @Test
    void entriesAreKeptInTheOrderOfTheirNumbers() {
        NetworkAcl acl = after(
                NetworkAcl.class,
                "acl-1",
                new PutAclEntry("acl-1", Network.out(50, true, "6", 1, 2, "0.0.0.0/0")),
                new PutAclEntry("acl-1", Network.in(100, false, "-1", null, null, "::/0")),
                new PutAclEntry("acl-1", Network.in(90, true, "-1", null, null, "0.0.0.0/0")),
                new DeleteAclEntry("acl-1", true, 100));

        assertThat(acl.entries()).extracting(NetworkAclEntry::number).containsExactly(90, 100, 50);
        assertThat(acl.entries().get(1).allow()).isFalse();
    }

    @Test
    void aRouteThatAGatewayPropagatesStaysBesideTheOneThatIsMade() {
        Estates estates = Estates.estate()
                .with(
                        Network.mainTable("rtb-9", "vpc-1", Network.propagated("10.1.0.0/16", "vgw-1")),
                        MadeInterface.eni("eni-1"),
                        Made.of("eigw-1", new EgressOnlyInternetGateway(List.of("vpc-1"))));

        RouteTable table = after(
                        estates, new PutRoute("rtb-9", "10.1.0.0/16", "eni-1"), new PutRoute("rtb-9", "::/0", "eigw-1"))
                .find(RouteTable.class, "rtb-9")
                .orElseThrow()
                .attributes();

        assertThat(table.routes())
                .extracting(Route::destination, Route::target, Route::targetKind)
                .containsExactly(
                        tuple("10.1.0.0/16", "eni-1", ResourceKind.NETWORK_INTERFACE),
                        tuple("10.1.0.0/16", "vgw-1", null),
                        tuple("::/0", "eigw-1", ResourceKind.EGRESS_ONLY_INTERNET_GATEWAY));
    }

    @Test
    void anAddressMovesByItsAssociation() {
        // when
        Estate associated = after(withMore(), new AssociateAddress("52.0.0.9", "i-2", null));
        Edits edits = new Edits(associated);
        edits.make(new DisassociateAddress("52.0.0.9"));
        Estate apart = edits.done().of(associated);

        // then
        assertThat(associated
                        .find(NetworkInterface.class, "eni-2")
                        .orElseThrow()
                        .attributes()
                        .publicIps())
                .containsExactly("52.0.0.9");
        assertThat(associated
                        .find(Instance.class, "i-2")
                        .orElseThrow()
                        .attributes()
                        .publicIp())
                .isEqualTo("52.0.0.9");
        assertThat(associated
                        .find(ElasticIp.class, "eipalloc-1")
                        .orElseThrow()
                        .attributes()
                        .networkInterfaceId())
                .isEqualTo("eni-2");
        assertThat(apart.find(NetworkInterface.class, "eni-2")
                        .orElseThrow()
                        .attributes()
                        .publicIps())
                .isEmpty();
        assertThat(apart.find(Instance.class, "i-2").orElseThrow().attributes().publicIp())
                .isNull();
        assertThat(apart.find(ElasticIp.class, "eipalloc-1"))
                .isEqualTo(withMore().build().find(ElasticIp.class, "eipalloc-1"));
    }

    @Test
    void anAddressTakesThePlaceOfOneThatAmazonLent() {
        // given
        NetworkInterface plain = MadeInterface.eni("eni-5").resource().attributes();
        List<PrivateAddress> lent =
                List.of(new PrivateAddress("10.0.0.10", true, "3.0.0.1", null, null, null, "amazon"));
        NetworkInterface eni = Attachments.copy(plain, List.of(), List.of("3.0.0.1"), lent);

        // when
        NetworkInterface changed = after(
                        Estates.estate().with(Made.of("eni-5", eni), address("eipalloc-1", "52.0.0.9", null, null)),
                        new AssociateAddress("52.0.0.9", null, "eni-5"))
                .find(NetworkInterface.class, "eni-5")
                .orElseThrow()
                .attributes();

        // then
        assertThat(changed.publicIps()).containsExactly("52.0.0.9");
        assertThat(changed.privateAddresses())
                .containsExactly(
                        new PrivateAddress("10.0.0.10", true, "52.0.0.9", null, null, "eipalloc-1", Estates.ACCOUNT));
    }

    @Test
    void aPolicysDocumentIsThatOfEveryRoleThatUsesIt() {
        // given
        var document = policy(allow("*", "*"));

        // when
        Estate after = after(
                withMore(),
                new AttachRolePolicy("r-1", Model.MANAGED),
                new SetPermissionsBoundary("r-2", Model.MANAGED),
                new SetPolicyDocument(Model.MANAGED, document, true));

        // then
        assertThat(after.find(Role.class, "r-1").orElseThrow().attributes().attachedPolicies())
                .singleElement()
                .satisfies(policy -> assertThat(policy.document()).isEqualTo(document));
        assertThat(after.find(Role.class, "r-2").orElseThrow().attributes().permissionsBoundaryDocument())
                .isEqualTo(document);
        assertThat(after.find(Policy.class, "managed")
                        .orElseThrow()
                        .attributes()
                        .document())
                .isEqualTo(document);
    }

    @Test
    void whatNobodyKnowsYetIsUnreadWithWhatRestsOnIt() {
        // when
        Estate instance = after(withMore(), new Unknowable(ResourceKind.INSTANCE, "instanceId", "i-1"));
        Estate policy = after(
                withMore(),
                new AttachRolePolicy("r-1", Model.MANAGED),
                new Unknowable(ResourceKind.POLICY, "policyArn", Model.MANAGED));

        // then
        assertThatThrownBy(() -> instance.find(NetworkInterface.class, "eni-1")).isInstanceOf(NotRead.class);
        assertThat(instance.find(Instance.class, "i-2")).isPresent();
        assertThatThrownBy(() -> policy.find(Role.class, "r-1")).isInstanceOf(NotRead.class);
        assertThat(policy.find(Role.class, "r-2")).isPresent();
    }

    @Test
    void otherRegionsKeepTheirResources() {
        // given
        Edits edits = new Edits(new Model().estate(false));
        edits.make(new PutRolePolicy("r-1", "own", policy(allow("*", "*"))));
        edits.make(new RemoveGroupRule("sg-1", false, "sgr-1", null));
        Resource<Role> role =
                new Model().estate(false).stored(Role.class, "r-1").orElseThrow();
        Estate other = new Estate(
                Scope.of(Estates.ACCOUNT, "us-east-1"),
                Estates.NOW,
                Knowledge.of(
                        Scope.of(Estates.ACCOUNT, "us-east-1"),
                        EnumSet.allOf(ResourceKind.class),
                        EnumSet.allOf(ResourceKind.class)),
                List.of(role),
                Ages.NONE);

        // when
        Estate changed = edits.done().of(other);

        // then
        assertThat(changed.stored(SecurityGroup.class)).isEmpty();
        assertThat(changed.stored(Role.class)).singleElement().isNotEqualTo(role);
    }
}
