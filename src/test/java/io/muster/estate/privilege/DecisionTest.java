package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.NO;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.Certainty.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTest {

    private static final String KEYS = "arn:aws:kms:eu-central-1:" + Estates.ACCOUNT + ":";
    private static final String IAM = "arn:aws:iam::111122223333:";
    private static final String BUCKET = "arn:aws:s3:::b/key";

    private static final String ASSUME_BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'%s'}}";

    private static final String BY_EC2 = ASSUME_BY.replace("AWS", "Service").formatted("ec2.amazonaws.com");

    @ParameterizedTest
    @MethodSource("can")
    void aDecisionFollowsFromAllPolicies(MadeRole role, String action, String resource, Certainty expected) {
        assertThat(decide(role, action, resource).verdict()).isEqualTo(expected);
    }

    static Stream<Arguments> can() {
        MadeRole all = role("all").inline(allow("*", "*"));
        return Stream.of(
                argumentSet("nothing is allowed", role("r"), "s3:GetObject", BUCKET, NO),
                argumentSet(
                        "case of an action", role("r").inline(allow("S3:getOBJECT", "*")), "s3:GetObject", BUCKET, YES),
                argumentSet(
                        "case of a resource",
                        role("r").inline(allow("s3:*", "arn:aws:s3:::B/*")),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "one character",
                        role("r").inline(allow("s3:GetObjec?", "arn:aws:s3:::?/*")),
                        "s3:GetObject",
                        BUCKET,
                        YES),
                argumentSet("always allowed", role("r").inline(deny("*", "*")), "sts:GetCallerIdentity", "*", YES),
                argumentSet("a user's credentials", all, "sts:GetSessionToken", "*", NO),
                argumentSet("credentials by a user", all, "sts:GetFederationToken", IAM + "federated-user/u", NO),
                argumentSet(
                        "AWS keeps the policy",
                        all,
                        "iam:CreatePolicyVersion",
                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                        NO),
                argumentSet("own policy", all, "iam:CreatePolicyVersion", IAM + "policy/p", YES),
                argumentSet(
                        "service-linked role",
                        all,
                        "iam:UpdateAssumeRolePolicy",
                        IAM + "role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
                        NO),
                argumentSet(
                        "service-linked role that Auto Scaling is to take",
                        all,
                        "iam:PassRole",
                        IAM + "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling_team",
                        YES),
                argumentSet(
                        "reserved role", all, "iam:PutRolePolicy", IAM + "role/aws-reserved/sso.amazonaws.com/R", NO),
                argumentSet(
                        "a tag of a reserved role",
                        all,
                        "iam:TagRole",
                        IAM + "role/aws-reserved/sso.amazonaws.com/R",
                        NO),
                argumentSet(
                        "the description of a reserved role",
                        all,
                        "iam:UpdateRoleDescription",
                        IAM + "role/aws-reserved/sso.amazonaws.com/R",
                        NO),
                argumentSet(
                        "the description of a service-linked role",
                        all,
                        "iam:UpdateRoleDescription",
                        IAM + "role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
                        YES),
                argumentSet(
                        "reading a reserved role",
                        all,
                        "iam:GetRole",
                        IAM + "role/aws-reserved/sso.amazonaws.com/R",
                        YES),
                argumentSet("the alias of a key of AWS", all, "kms:DeleteAlias", KEYS + "alias/aws/s3", NO),
                argumentSet("an alias like those of AWS", all, "kms:CreateAlias", KEYS + "alias/aws/mine", NO),
                argumentSet("the alias of an own key", all, "kms:UpdateAlias", KEYS + "alias/aws-mine", YES),
                argumentSet("a policy among those of AWS", all, "iam:CreatePolicy", "arn:aws:iam::aws:policy/p", NO),
                argumentSet(
                        "role of another account", all, "iam:PutRolePolicy", "arn:aws:iam::444455556666:role/r", NO),
                argumentSet(
                        "key without known policy",
                        all,
                        "kms:Decrypt",
                        "arn:aws:kms:eu-central-1:111122223333:key/k",
                        POSSIBLE),
                argumentSet("keys in general", all, "kms:ListKeys", "*", YES),
                argumentSet(
                        "boundary without allowance",
                        role("r").inline(allow("*", "*")).boundary(deny("ec2:*", "*")),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "all but some",
                        role("r").inline("{'Effect':'Allow','NotAction':'ec2:*','Resource':'*'}"),
                        "s3:GetObject",
                        BUCKET,
                        YES),
                argumentSet(
                        "denied to all but some",
                        role("r").inline(allow("*", "*"), "{'Effect':'Deny','NotAction':['sts:*'],'Resource':'*'}"),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "all but the resource",
                        role("r").inline("{'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::b/*'}"),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "own account as a variable",
                        role("r").inline(allow("iam:GetRole", "arn:aws:iam::${aws:PrincipalAccount}:role/x")),
                        "iam:GetRole",
                        IAM + "role/x",
                        YES),
                argumentSet(
                        "a variable in a document of 2008",
                        role("r")
                                .inlineDocument(Estates.json("{'Version':'2008-10-17','Statement':"
                                        + allow("iam:GetRole", "arn:aws:iam::${aws:PrincipalAccount}:role/x") + "}")),
                        "iam:GetRole",
                        IAM + "role/x",
                        NO),
                argumentSet(
                        "the default of a variable",
                        role("r")
                                .inlineDocument(MadeRole.policy(allow("s3:GetObject", "arn:aws:s3:::X/*")
                                        .replace("X", "${aws:username,\\u0027b\\u0027}"))),
                        "s3:GetObject",
                        BUCKET,
                        YES),
                argumentSet(
                        "a variable that is an asterisk",
                        role("r").inline(allow("s3:GetObject", "arn:aws:s3:::${*}/*")),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "a user's name, of which a role has none",
                        role("r").inline(allow("s3:*", "arn:aws:s3:::${aws:username}/*")),
                        "s3:GetObject",
                        BUCKET,
                        NO),
                argumentSet(
                        "a session's id",
                        role("r").inline(allow("s3:*", "arn:aws:s3:::${aws:userid}/*")),
                        "s3:GetObject",
                        BUCKET,
                        POSSIBLE),
                argumentSet(
                        "denied on a condition",
                        role("r")
                                .inline(
                                        allow("*", "*"),
                                        deny("*", "*")
                                                .replace(
                                                        "}",
                                                        ",'Condition':{'StringNotEquals':{'aws:SourceVpc':'v'}}}")),
                        "s3:GetObject",
                        BUCKET,
                        POSSIBLE),
                argumentSet(
                        "sessions revoked in the past",
                        role("r")
                                .inline(
                                        allow("*", "*"),
                                        deny("*", "*")
                                                .replace(
                                                        "}",
                                                        ",'Condition':{'DateLessThan':{'aws:TokenIssueTime':'2026-01-01T00:00:00Z'}}}")),
                        "s3:GetObject",
                        BUCKET,
                        YES),
                argumentSet("a role that trusts the account", all, "sts:AssumeRole", IAM + "role/by-account", YES),
                argumentSet(
                        "no allowance for one that trusts the account",
                        role("r"),
                        "sts:AssumeRole",
                        IAM + "role/by-account",
                        NO),
                argumentSet("a role that trusts the role", role("r"), "sts:AssumeRole", IAM + "role/by-role", YES),
                argumentSet(
                        "the same, but denied",
                        role("r").inline(deny("sts:*", "*")),
                        "sts:AssumeRole",
                        IAM + "role/by-role",
                        NO),
                argumentSet(
                        "the same, within a boundary",
                        role("r").boundary(allow("s3:*", "*")),
                        "sts:AssumeRole",
                        IAM + "role/by-role",
                        NO),
                argumentSet("a role that trusts nobody", all, "sts:AssumeRole", IAM + "role/by-none", NO),
                argumentSet("a role elsewhere", all, "sts:AssumeRole", "arn:aws:iam::444455556666:role/x", POSSIBLE),
                argumentSet(
                        "a function elsewhere",
                        all,
                        "lambda:InvokeFunction",
                        "arn:aws:lambda:eu-central-1:444455556666:function:f",
                        POSSIBLE),
                argumentSet(
                        "a queue elsewhere, not allowed",
                        role("r"),
                        "sqs:SendMessage",
                        "arn:aws:sqs:eu-central-1:444455556666:q",
                        NO));
    }

    /** YES where all that the pattern means is allowed, NO where nothing of it is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    arn:aws:s3:::b/*        | -                     | arn:aws:s3:::b/*        | YES
                    arn:aws:s3:::*          | -                     | arn:aws:s3:::b/*        | YES
                    arn:aws:s3:::b/public/* | -                     | arn:aws:s3:::b/*        | POSSIBLE
                    arn:aws:s3:::c/*        | -                     | arn:aws:s3:::b/*        | NO
                    arn:aws:s3:::b/key      | -                     | arn:aws:s3:::b/k?y      | POSSIBLE
                    arn:aws:s3:::b/*        | arn:aws:s3:::b/key    | arn:aws:s3:::b/*        | POSSIBLE
                    arn:aws:s3:::b/*        | arn:aws:s3:::b/*      | arn:aws:s3:::b/k*       | NO
                    arn:aws:s3:::b/*        | arn:aws:s3:::c/*      | arn:aws:s3:::b/*        | YES
                    arn:aws:s3:::b/k*       | arn:aws:s3:::b/key*   | arn:aws:s3:::b/key/*    | NO
                    """)
    void resourcesByPattern(String allowed, String denied, String asked, Certainty expected) {
        // given
        MadeRole role = role("r").inline(allow("s3:*", allowed));
        if (denied != null) {
            role.inline(deny("s3:Get*", denied));
        }

        // when
        Decision decision = decide(role, "s3:GetObject", asked);

        // then
        assertThat(decision.verdict()).isEqualTo(expected);
        assertThat(decision.reasons()).contains("the resource has wildcards: it stands for all that they mean");
    }

    /** The trust policy alone decides, with what the token or the assertion says. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    *      | sts:AssumeRoleWithWebIdentity | role/by-provider | POSSIBLE
                    s3:Get | sts:AssumeRoleWithWebIdentity | role/by-provider | POSSIBLE
                    *      | sts:AssumeRoleWithSAML        | role/by-account  | NO
                    *      | sts:AssumeRoleWithWebIdentity | role/not-known   | POSSIBLE
                    """)
    void assumptionByBearers(String allowed, String action, String role, Certainty expected) {
        assertThat(decide(role("r").inline(allow(allowed, "*")), action, IAM + role)
                        .verdict())
                .isEqualTo(expected);
    }

    private static Decision decide(MadeRole role, String action, String resource) {
        var estate = Estates.estate()
                .without(ResourceKind.KMS_KEY)
                .with(
                        role,
                        role("by-account").trust(ASSUME_BY.formatted("111122223333")),
                        role("by-role").trust(ASSUME_BY.formatted(IAM + "role/r")),
                        role("by-provider")
                                .trust(ASSUME_BY
                                        .replace("AssumeRole", "AssumeRoleWithWebIdentity")
                                        .replace("AWS", "Federated")
                                        .formatted("arn:aws:iam::111122223333:oidc-provider/p")),
                        role("by-none").trust(BY_EC2))
                .build();
        return RolePrivileges.of(role.resource(), estate).decide(action, resource);
    }
}
