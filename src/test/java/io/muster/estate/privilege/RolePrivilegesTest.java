package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.TextNode;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RolePrivilegesTest {

    private static final String NOT_IAM = "{'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'}";
    private static final String ALL_IF =
            "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'%s': {'%s': '%s'}}}";
    private static final String NONE_IF = ALL_IF.replace("Allow", "Deny");

    @ParameterizedTest
    @MethodSource("administrator")
    void anAdministratorMayDoEverything(MadeRole role, Certainty expected) {
        assertThat(RolePrivileges.of(
                                role.resource(),
                                Estates.estate().without(ResourceKind.KMS_KEY).build())
                        .administrator())
                .isEqualTo(expected);
    }

    static Stream<Arguments> administrator() {
        return Stream.of(
                argumentSet("no policy", role("r"), Certainty.NO),
                argumentSet("everything", role("r").inline(allow("*", "*")), Certainty.YES),
                argumentSet("*:*", role("r").attached(allow("*:*", "*")), Certainty.YES),
                argumentSet("all of IAM", role("r").attached(allow("IAM:*", "*")), Certainty.YES),
                argumentSet("any role", role("r").inline(allow("iam:*", "arn:aws:iam::*:role/*")), Certainty.YES),
                argumentSet(
                        "any role of this account",
                        role("r").inline(allow("iam:*", "arn:aws:iam::111122223333:role/*")),
                        Certainty.YES),
                argumentSet(
                        "roles elsewhere",
                        role("r").inline(allow("iam:*", "arn:aws:iam::444455556666:role/*")),
                        Certainty.NO),
                argumentSet("some roles", role("r").inline(allow("iam:*", "arn:aws:iam::*:role/app-*")), Certainty.NO),
                argumentSet("IAM, reading", role("r").inline(allow("iam:Get*, iam:List*", "*")), Certainty.NO),
                argumentSet("all but IAM", role("r").attached(NOT_IAM), Certainty.NO),
                argumentSet(
                        "two halves of all", role("r").attached(NOT_IAM).inline(allow("iam:*", "*")), Certainty.YES),
                argumentSet(
                        "two halves of IAM",
                        role("r")
                                .attached(allow("iam:A*, iam:C*, iam:D*, iam:PassRole", "*"))
                                .inline(allow("iam:Put*, iam:R*, iam:S*, iam:U*", "*")),
                        Certainty.YES),
                argumentSet("one half of IAM", role("r").attached(allow("iam:A*, iam:C*, iam:D*", "*")), Certainty.NO),
                argumentSet(
                        "all but an action that is none",
                        role("r").inline("{'Effect': 'Allow', 'NotAction': ['prowler:action'], 'Resource': '*'}"),
                        Certainty.YES),
                argumentSet(
                        "all but one resource",
                        role("r").inline("{'Effect': 'Allow', 'Action': '*', 'NotResource': 'arn:aws:s3:::secret'}"),
                        Certainty.YES),
                argumentSet(
                        "denied in another document",
                        role("r").inline(allow("*", "*")).attached(deny("iam:*", "*")),
                        Certainty.NO),
                argumentSet(
                        "one action denied",
                        role("r").inline(allow("*", "*")).attached(deny("iam:PutRole*", "*")),
                        Certainty.NO),
                argumentSet(
                        "denied on one role only",
                        role("r")
                                .inline(allow("*", "*"))
                                .attached(deny("iam:*", "arn:aws:iam::111122223333:role/break-glass")),
                        Certainty.YES),
                argumentSet(
                        "guardrail that denies all but",
                        role("r").inline(allow("*", "*"), "{'Effect': 'Deny', 'NotAction': ['s3:*'], 'Resource': '*'}"),
                        Certainty.NO),
                argumentSet(
                        "denied on a condition",
                        role("r").inline(allow("*", "*"), NONE_IF.formatted("StringNotEquals", "aws:SourceVpc", "v")),
                        Certainty.YES),
                argumentSet(
                        "allowed on a condition",
                        role("r").inline(ALL_IF.formatted("StringEquals", "aws:SourceVpc", "v")),
                        Certainty.POSSIBLE),
                argumentSet(
                        "allowed in a region that IAM is not in",
                        role("r").inline(ALL_IF.formatted("StringEquals", "aws:RequestedRegion", "eu-central-1")),
                        Certainty.NO),
                argumentSet(
                        "allowed in the region that IAM is in",
                        role("r").inline(ALL_IF.formatted("StringEquals", "aws:RequestedRegion", "us-east-1")),
                        Certainty.YES),
                argumentSet(
                        "allowed with MFA, which an instance never has",
                        role("r").trustedByEc2().inline(ALL_IF.formatted("Bool", "aws:MultiFactorAuthPresent", "true")),
                        Certainty.NO),
                argumentSet(
                        "denied without MFA",
                        role("r")
                                .trustedByEc2()
                                .inline(
                                        allow("*", "*"),
                                        NONE_IF.formatted("BoolIfExists", "aws:MultiFactorAuthPresent", "false")),
                        Certainty.NO),
                argumentSet(
                        "bounded to less",
                        role("r").inline(allow("*", "*")).boundary(allow("s3:*", "*")),
                        Certainty.NO),
                argumentSet(
                        "bounded to all", role("r").inline(allow("*", "*")).boundary(allow("*", "*")), Certainty.YES),
                argumentSet("a boundary grants nothing", role("r").boundary(allow("*", "*")), Certainty.NO),
                argumentSet(
                        "boundary unread",
                        role("r").inline(allow("*", "*")).boundaryDocument(null),
                        Certainty.POSSIBLE),
                argumentSet(
                        "but for a role by its id, which is not read",
                        role("r")
                                .trustedByEc2()
                                .inline(
                                        allow("*", "*"),
                                        "{'Effect':'Deny','Action':'iam:*','Resource':'*','Condition':{'StringNotLike':{'aws:userid':['AROABREAKGLASS:*']}}}"),
                        Certainty.POSSIBLE),
                argumentSet(
                        "but for users by the beginning of their ids",
                        role("r")
                                .trustedByEc2()
                                .inline(
                                        allow("*", "*"),
                                        "{'Effect':'Deny','Action':'iam:*','Resource':'*','Condition':{'StringLike':{'aws:userid':'AIDA*'}}}"),
                        Certainty.YES),
                argumentSet("policy unread", role("r").attachedDocument(null), Certainty.POSSIBLE),
                argumentSet(
                        "policy unread, which may deny what another allows",
                        role("r").attachedDocument(null).inline(allow("*", "*")),
                        Certainty.POSSIBLE),
                argumentSet(
                        "policy unread, and denied by another",
                        role("r").attachedDocument(null).inline(deny("*", "*")),
                        Certainty.NO),
                argumentSet(
                        "a statement instead of a list",
                        role("r")
                                .inlineDocument(
                                        Estates.json("{'Statement': {'Effect':'Allow','Action':'*','Resource':'*'}}")),
                        Certainty.YES),
                argumentSet(
                        "a policy variable",
                        role("r")
                                .inline(
                                        "{'Effect':'Allow','Action':'iam:*','Resource':'arn:aws:iam::*:user/${aws:userid}'}"),
                        Certainty.POSSIBLE),
                argumentSet("text", role("r").inlineDocument(new TextNode("{}")), Certainty.POSSIBLE),
                argumentSet("no statement", role("r").inlineDocument(Estates.json("{}")), Certainty.POSSIBLE),
                argumentSet(
                        "no such effect",
                        role("r")
                                .inlineDocument(
                                        Estates.json("{'Statement':{'Effect':'allow','Action':'*','Resource':'*'}}")),
                        Certainty.POSSIBLE),
                argumentSet(
                        "no resource",
                        role("r").inlineDocument(Estates.json("{'Statement':[{'Effect':'Allow','Action':'*'}]}")),
                        Certainty.POSSIBLE),
                argumentSet(
                        "actions that are no text",
                        role("r")
                                .inlineDocument(Estates.json(
                                        "{'Statement':[{'Effect':'Allow','Action':[1,{}],'Resource':'*'}]}")),
                        Certainty.POSSIBLE),
                argumentSet(
                        "a condition that is no object",
                        role("r")
                                .inlineDocument(
                                        Estates.json(
                                                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':['x']}}")),
                        Certainty.POSSIBLE));
    }

    @Test
    void grantsNameTheStatementsThatAddUp() {
        // given
        MadeRole role = role("r")
                .attached(allow("s3:*", "*"), NOT_IAM)
                .inline("{'Sid': 'Rest', 'Effect': 'Allow', 'Action': 'iam:*', 'Resource': '*'}");

        // when
        var grants = RolePrivileges.of(
                        role.resource(),
                        Estates.estate().without(ResourceKind.KMS_KEY).build())
                .administratorGrants();

        // then
        assertThat(grants).singleElement().satisfies(grant -> {
            assertThat(grant.policy()).isEqualTo("inline-1");
            assertThat(grant.position()).isEqualTo("Rest");
        });
    }

    @ParameterizedTest
    @MethodSource
    void readsAllData(MadeRole role, Certainty expected) {
        assertThat(RolePrivileges.of(
                                role.resource(),
                                Estates.estate().without(ResourceKind.KMS_KEY).build())
                        .readsAllData())
                .isEqualTo(expected);
    }

    static Stream<Arguments> readsAllData() {
        return Stream.of(
                argumentSet("all buckets", role("r").inline(allow("s3:Get*", "*")), Certainty.YES),
                argumentSet("all objects", role("r").inline(allow("s3:GetObject", "arn:aws:s3:::*/*")), Certainty.YES),
                argumentSet("one bucket", role("r").inline(allow("s3:*", "arn:aws:s3:::b/*")), Certainty.NO),
                argumentSet("secrets", role("r").inline(allow("secretsmanager:*", "*")), Certainty.YES),
                argumentSet("items, by statements", role("r").inline(allow("dynamodb:PartiQL*", "*")), Certainty.YES),
                argumentSet("items, by lists of keys", role("r").inline(allow("dynamodb:Batch*", "*")), Certainty.YES),
                argumentSet("tables' descriptions", role("r").inline(allow("dynamodb:Desc*", "*")), Certainty.NO),
                argumentSet("parameters", role("r").inline(allow("ssm:GetParameter", "*")), Certainty.YES),
                argumentSet(
                        "parameters of a path",
                        role("r").inline(allow("ssm:GetParametersByPath", "arn:aws:ssm:*:*:parameter/app/*")),
                        Certainty.NO),
                argumentSet(
                        "parameters, by the agent's policy",
                        role("r").attachedOfAws("AmazonSSMManagedInstanceCore", allow("ssm:GetParameter", "*")),
                        Certainty.NO),
                argumentSet(
                        "keys that are not known", role("r").inline(allow("kms:Decrypt", "*")), Certainty.POSSIBLE));
    }
}
