package io.muster.rule.iam;

import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.rule.Baselines;
import io.muster.rule.Judging;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule about who may take a role that instances use. */
class RoleTrustTest {

    private static final String PASS = "PASS";
    private static final String LOW = "FAIL LOW";
    private static final String MEDIUM = "FAIL MEDIUM";
    private static final String HIGH = "FAIL HIGH";
    private static final String PARTNER = "999988887777";
    private static final String GITHUB = "token.actions.githubusercontent.com";
    private static final String COGNITO = "cognito-identity.amazonaws.com";
    private static final String SAML = "arn:aws:iam::" + Estates.ACCOUNT + ":saml-provider/company";
    private static final String EC2 = trust("'Service': 'ec2.amazonaws.com'");

    @ParameterizedTest
    @MethodSource
    void judges(MadeRole role, String expected) {
        // given
        Estate estate = UsedRole.estate(role).registered(Estates.OTHER_ACCOUNT).build();

        // then
        assertThat(Judging.judge(new RoleTrust(Baselines.usual()), role, estate))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("EC2", role("r").trust(EC2), PASS),
                argumentSet("EC2 of China", role("r").trust(trust("'Service': 'ec2.amazonaws.com.cn'")), PASS),
                argumentSet(
                        "a service by chance alike",
                        role("r").trust(trust("'Service': 'ec2.amazonaws.com.evil'")),
                        MEDIUM),
                argumentSet(
                        "a second service",
                        role("r").trust(trust("'Service': ['ec2.amazonaws.com', 'lambda.amazonaws.com']")),
                        MEDIUM),
                argumentSet(
                        "anyone",
                        role("r").trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                        HIGH),
                argumentSet("anyone of AWS", role("r").trust(trust("'AWS': '*'")), HIGH),
                argumentSet(
                        "anyone of the organization",
                        role("r")
                                .trust(trust("'AWS': '*'", "{'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                        MEDIUM),
                argumentSet(
                        "anyone over TLS is anyone",
                        role("r").trust(trust("'AWS': '*'", "{'Bool': {'aws:SecureTransport': 'true'}}")),
                        HIGH),
                argumentSet(
                        "all but one",
                        role("r")
                                .trust("{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'NotPrincipal': {'AWS': '"
                                        + PARTNER + "'}}"),
                        HIGH),
                argumentSet(
                        "a foreign account",
                        role("r").trust(trust("'AWS': 'arn:aws:iam::" + PARTNER + ":root'")),
                        HIGH),
                argumentSet("a foreign account by its id", role("r").trust(trust("'AWS': '" + PARTNER + "'")), HIGH),
                argumentSet(
                        "a foreign account with an external id",
                        role("r").trust(trust("'AWS': '" + PARTNER + "'", "{'StringEquals': {'sts:ExternalId': 'x'}}")),
                        MEDIUM),
                argumentSet(
                        "a registered account",
                        role("r").trust(trust("'AWS': '" + Estates.OTHER_ACCOUNT + "'")),
                        MEDIUM),
                argumentSet("the account itself", role("r").trust(trust("'AWS': '" + Estates.ACCOUNT + "'")), PASS),
                argumentSet("a principal that is gone", role("r").trust(trust("'AWS': 'AROAABCDEFGHIJKLMNOPQ'")), LOW),
                argumentSet(
                        "an organization, or none",
                        role("r")
                                .trust(trust(
                                        "'AWS': '*'",
                                        "{'StringEqualsIfExists': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                        HIGH),
                argumentSet(
                        "all but an organization",
                        role("r")
                                .trust(trust(
                                        "'AWS': '*'", "{'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                        HIGH),
                argumentSet(
                        "identities of any account",
                        role("r")
                                .trust(trust(
                                        "'AWS': '*'", "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/ci'}}")),
                        HIGH),
                argumentSet(
                        "identities of one account",
                        role("r")
                                .trust(trust(
                                        "'AWS': '*'",
                                        "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::" + PARTNER + ":role/*'}}")),
                        MEDIUM),
                argumentSet(
                        "any external id",
                        role("r").trust(trust("'AWS': '" + PARTNER + "'", "{'StringLike': {'sts:ExternalId': '*'}}")),
                        HIGH),
                argumentSet("an identity provider", role("r").trust(trust("'Federated': '" + SAML + "'")), MEDIUM),
                argumentSet("everybody at Google", role("r").trust(trust("'Federated': 'accounts.google.com'")), HIGH),
                argumentSet(
                        "an application at Google",
                        role("r")
                                .trust(trust(
                                        "'Federated': 'accounts.google.com'",
                                        "{'StringEquals': {'accounts.google.com:aud': 'app-1'}}")),
                        MEDIUM),
                argumentSet(
                        "everybody with an identity pool",
                        role("r").trust(cognito("{'ForAnyValue:StringLike': {'%1$s:amr': 'authenticated'}}")),
                        HIGH),
                argumentSet(
                        "everybody who logs in at Facebook, of any identity pool",
                        role("r").trust(cognito("{'ForAnyValue:StringEquals': {'%1$s:amr': 'graph.facebook.com'}}")),
                        HIGH),
                argumentSet(
                        "the guests of an identity pool",
                        role("r")
                                .trust(cognito("{'StringEquals': {'%1$s:aud': 'eu-central-1:a1'},"
                                        + " 'ForAnyValue:StringLike': {'%1$s:amr': 'unauthenticated'}}")),
                        MEDIUM),
                argumentSet(
                        "an identity of an identity pool",
                        role("r").trust(cognito("{'StringEquals': {'%1$s:sub': 'eu-central-1:b2'}}")),
                        MEDIUM),
                argumentSet(
                        "everybody at GitHub",
                        role("r").trust(github("{'StringEquals': {'%s:aud': 'sts.amazonaws.com'}}")),
                        HIGH),
                argumentSet("every repository", role("r").trust(github("{'StringLike': {'%s:sub': 'repo:*'}}")), HIGH),
                argumentSet(
                        "every subject",
                        role("r").trust(github("{'StringLike': {'%s:sub': ['repo:a/b:*', '*']}}")),
                        HIGH),
                argumentSet(
                        "a subject, or none",
                        role("r").trust(github("{'StringLikeIfExists': {'%s:sub': 'repo:a/b:*'}}")),
                        HIGH),
                argumentSet(
                        "all values of a subject",
                        role("r").trust(github("{'ForAllValues:StringLike': {'%s:sub': 'repo:a/b:*'}}")),
                        HIGH),
                argumentSet(
                        "repositories of one owner",
                        role("r").trust(github("{'StringLike': {'%s:sub': 'repo:a/*'}}")),
                        MEDIUM),
                argumentSet(
                        "the worst of several",
                        role("r").trust(EC2, trust("'Federated': 'x'"), trust("'AWS': '*'")),
                        HIGH),
                argumentSet(
                        "a denial",
                        role("r").trust(EC2, "{'Effect': 'Deny', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                        PASS),
                argumentSet("no trust policy", role("r"), "UNKNOWN"));
    }

    private static String cognito(String condition) {
        return trust("'Federated': '" + COGNITO + "'", condition.formatted(COGNITO));
    }

    private static String github(String condition) {
        return trust(
                "'Federated': 'arn:aws:iam::" + Estates.ACCOUNT + ":oidc-provider/" + GITHUB + "'",
                condition.formatted(GITHUB));
    }

    private static String trust(String principal) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}}";
    }

    private static String trust(String principal, String condition) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}, 'Condition': "
                + condition + "}";
    }
}
