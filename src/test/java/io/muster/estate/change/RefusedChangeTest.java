package io.muster.estate.change;

import static io.muster.estate.MadeRole.policy;
import static io.muster.estate.change.ChangedModel.HTTPS;
import static io.muster.estate.change.ChangedModel.address;
import static io.muster.estate.change.ChangedModel.withMore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.estate.NotRead;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.platform.ErrorCode;
import io.muster.platform.MusterException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A change that cannot be made is refused with the part at fault, and made in no part. */
class RefusedChangeTest {

    static Stream<Arguments> refused() {
        var document = policy();
        return Stream.of(
                Arguments.of(new AddGroupRule("sg-11", false, HTTPS), "groupId", "Did you mean sg-1?"),
                Arguments.of(new AddGroupRule("sg-1", false, HTTPS), "", "has this rule already"),
                Arguments.of(
                        new AddGroupRule(
                                "sg-1",
                                false,
                                new SecurityGroupRule(null, "-1", null, null, null, "pl-1", null, null, null)),
                        "prefixListId",
                        "none of the 0 resources of kind PREFIX_LIST"),
                Arguments.of(new RemoveGroupRule("sg-1", false, "sgr-2", null), "ruleId", "Did you mean sgr-1?"),
                Arguments.of(new RemoveGroupRule("sg-1", true, null, HTTPS), "", "none of the 1 egress rules"),
                Arguments.of(new SetSecurityGroups("i-1", null, List.of()), "groupIds", "one security group or more"),
                Arguments.of(
                        new SetSecurityGroups("i-1", null, List.of("sg-1", "sg-0")), "groupIds/1", "Did you mean sg-"),
                Arguments.of(new SetSecurityGroups("i-1", null, List.of("sg-other")), "groupIds/0", "is of vpc-2"),
                Arguments.of(
                        new SetSecurityGroups("i-3", null, List.of("sg-1")), "networkInterfaceId", "[eni-3, eni-4]"),
                Arguments.of(new DeleteAclEntry("acl-1", false, 90), "number", "[100]"),
                Arguments.of(new DeleteRoute("rtb-1", "10.0.0.0/16"), "destination", "none of the 2 routes"),
                Arguments.of(new DeleteRoute("rtb-1", "0.0.0.0/1"), "destination", "Did you mean 0.0.0.0/0?"),
                Arguments.of(new PutRoute("rtb-1", "10.0.0.0/16", "igw-1"), "destination", "AWS's own"),
                Arguments.of(new PutRoute("rtb-1", "::/0", "igw-2"), "target", "Did you mean igw-1?"),
                Arguments.of(new PutRoute("rtb-1", "::/0", "sg-1"), "target", "is no id of a gateway"),
                Arguments.of(new PutRoute("rtb-1", "::/0", "tgw-attach-1"), "target", "is no id of a gateway"),
                Arguments.of(new PutRoute("rtb-1", "::/0", "i-3"), "target", "[eni-3, eni-4]"),
                Arguments.of(new PutRoute("rtb-1", "pl-1", "igw-1"), "destination", "none of the 0"),
                Arguments.of(
                        new SetSecurityGroups("i-1", "eni-2", List.of("sg-1")),
                        "networkInterfaceId",
                        "eni-2 is none of the network interfaces of i-1. Did you mean eni-1?"),
                Arguments.of(new PutGroup("sg-new", "new", PutGroup.DEFAULT_VPC), "vpcId", "default is none of the"),
                Arguments.of(new PutGroup("sg-new", "new", "vpc-3"), "vpcId", "Did you mean vpc-1?"),
                Arguments.of(new SetInstanceProfile("i-1", "p-3"), "instanceProfile", "Did you mean p-1?"),
                Arguments.of(new AssociateAddress("52.0.0.8", "i-1", null), "publicIp", "Did you mean 52.0.0.9?"),
                Arguments.of(new DisassociateAddress("52.0.0.9"), "publicIp", "is not associated"),
                Arguments.of(new PutPublicAccessExclusion("vpc-1", "allow"), "mode", "Did you mean allow-egress?"),
                Arguments.of(new DeletePublicAccessExclusion("vpc-1"), "resourceId", "no exclusion"),
                Arguments.of(new PutRolePolicy("linked", "p", document), "roleName", "AWS keeps the role"),
                Arguments.of(
                        new PutRolePolicy(
                                "r-1", "more", MadeRole.policy(MadeRole.allow("s3:Get" + "x".repeat(10_100), "*"))),
                        "document",
                        "and IAM takes 10240 of all together"),
                Arguments.of(new DeleteRolePolicy("r-1", "owm"), "policyName", "Did you mean own?"),
                Arguments.of(new DetachRolePolicy("r-1", Model.MANAGED), "policyArn", "none of the 0 policies"),
                Arguments.of(new AttachRolePolicy("r-1", "manager"), "policyArn", "Did you mean managed?"),
                Arguments.of(new AttachRolePolicy("r-1", "arn:x"), "policyArn", "not the ARN"),
                Arguments.of(
                        new AttachRolePolicy("r-1", "arn:aws:iam::444455556666:policy/p"),
                        "policyArn",
                        "another account"),
                Arguments.of(
                        new SetPolicyDocument("arn:aws:iam::aws:policy/p", document, true),
                        "policyArn",
                        "AWS keeps the policy"),
                Arguments.of(
                        new SetPolicyDocument("arn:aws:iam::111122223333:policy/manage", document, false),
                        "policyArn",
                        "none of the 1 policies that roles of 111122223333 use. Did you mean " + Model.MANAGED),
                Arguments.of(new PutRole("/", "r-1", document, Map.of()), "roleName", "already"),
                Arguments.of(new PutPolicy("/", "managed", document), "policyName", "already"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aChangeThatCannotBeMadeIsRefused(Change change, String field, String fault) {
        Edits edits = new Edits(withMore().build());

        assertThatThrownBy(() -> edits.make(change)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused).hasMessageContaining(fault);
        });
        assertThat(edits.done().kinds()).isEmpty();
    }

    @Test
    void whatWasNotListedIsUnknownAndNotAbsent() {
        Edits edits = new Edits(
                new Model().estates().without(ResourceKind.SECURITY_GROUP).build());

        assertThatThrownBy(() -> edits.make(new AddGroupRule("sg-9", false, HTTPS)))
                .isInstanceOfSatisfying(
                        NotRead.class,
                        unread -> assertThat(unread.missing()).isEqualTo("SECURITY_GROUP in eu-central-1"));
    }

    @Test
    void aChangeThatRestsOnWhatIsUnknownIsNotMadeByHalf() {
        // given an address of an interface that was not listed, and a region whose mode was not read
        Edits edits = new Edits(new Model()
                .estates()
                .with(address("eipalloc-2", "52.0.0.10", "eipassoc-2", "eni-9"), Made.publicAccess(null, "allowed"))
                .without(ResourceKind.NETWORK_INTERFACE)
                .build());

        // when
        assertThatThrownBy(() -> edits.make(new DisassociateAddress("52.0.0.10")))
                .isInstanceOf(NotRead.class);
        assertThatThrownBy(() -> edits.make(new PutPublicAccessExclusion("vpc-1", "allow-egress")))
                .isInstanceOf(NotRead.class);

        // then
        assertThat(edits.done().kinds()).isEmpty();
    }

    @Test
    void anInventoryThatChangedMeanwhileIsAskedAgain() {
        Edits edits = new Edits(new Model().estate(false));
        edits.make(new RemoveGroupRule("sg-1", false, "sgr-1", null));
        Model newer = new Model();
        newer.ingress.get("sg-1").clear();

        assertThatThrownBy(() -> edits.done().of(newer.estate(false)))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
}
