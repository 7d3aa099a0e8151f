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
                row("EC2", PASS, EC2),
                row("EC2 of China", PASS, trust("'Service': 'ec2.amazonaws.com.cn'")),
                row("EC2 of a secret region", PASS, trust("'Service': 'ec2.c2s.ic.gov'")),
                row("EC2 of one region", PASS, trust("'Service': 'ec2.eu-central-1.amazonaws.com'")),
                row(
                        "a service of Auto Scaling",
                        MEDIUM,
                        trust("'Service': 'ec2.application-autoscaling.amazonaws.com'")),
                row(
                        "a partner that may tag sessions, and not make one",
                        PASS,
                        EC2,
                        "{'Effect': 'Allow', 'Action': 'sts:TagSession', 'Principal': {'AWS': '" + PARTNER + "'}}"),
                row(
                        "a partner, by a pattern of actions",
                        HIGH,
                        "{'Effect': 'Allow', 'Action': 'sts:Assume*', 'Principal': {'AWS': '" + PARTNER + "'}}"),
                row("a service by chance alike", MEDIUM, trust("'Service': 'ec2.amazonaws.com.evil'")),
                row("a second service", MEDIUM, trust("'Service': ['ec2.amazonaws.com', 'lambda.amazonaws.com']")),
                row("anyone", HIGH, "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                row("anyone of AWS", HIGH, trust("'AWS': '*'")),
                row(
                        "anyone of the organization",
                        MEDIUM,
                        trust("'AWS': '*'", "{'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                row(
                        "a pattern of organizations",
                        HIGH,
                        trust("'AWS': '*'", "{'StringLike': {'aws:PrincipalOrgID': 'o-a1b2*'}}")),
                row(
                        "an asterisk that is one",
                        MEDIUM,
                        trust("'AWS': '*'", "{'StringEquals': {'aws:PrincipalOrgID': 'o-a1b2*'}}")),
                row(
                        "an asterisk that is one, in any case",
                        MEDIUM,
                        trust("'AWS': '*'", "{'ForAnyValue:StringEqualsIgnoreCase': {'aws:PrincipalOrgID': '*'}}")),
                row(
                        "a pattern of ARNs that are to equal it",
                        HIGH,
                        trust("'AWS': '*'", "{'ArnEquals': {'aws:PrincipalArn': 'arn:aws:iam::*:role/ci'}}")),
                row(
                        "anyone, but others denied than those of an asterisk",
                        MEDIUM,
                        trust("'AWS': '*'"),
                        "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*',"
                                + " 'Condition': {'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2*'}}}"),
                row(
                        "anyone, but others denied by a pattern of actions",
                        MEDIUM,
                        trust("'AWS': '*'"),
                        "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:AssumeRole*',"
                                + " 'Condition': {'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}}"),
                row(
                        "anyone, but others denied by a pattern of other actions",
                        HIGH,
                        trust("'AWS': '*'"),
                        "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:AssumeRoleWith*',"
                                + " 'Condition': {'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}}"),
                row(
                        "anyone, but others denied than those of a pattern",
                        HIGH,
                        trust("'AWS': '*'"),
                        "{'Effect': 'Deny', 'Principal': '*', 'Action': 'sts:*',"
                                + " 'Condition': {'StringNotLike': {'aws:PrincipalOrgID': 'o-a1b2*'}}}"),
                row(
                        "anyone over TLS is anyone",
                        HIGH,
                        trust("'AWS': '*'", "{'Bool': {'aws:SecureTransport': 'true'}}")),
                row(
                        "all but one",
                        HIGH,
                        "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'NotPrincipal': {'AWS': '" + PARTNER + "'}}"),
                row("a foreign account", HIGH, trust("'AWS': 'arn:aws:iam::" + PARTNER + ":root'")),
                row("a foreign account by its id", HIGH, trust("'AWS': '" + PARTNER + "'")),
                row(
                        "a foreign account with an external id",
                        MEDIUM,
                        trust("'AWS': '" + PARTNER + "'", "{'StringEquals': {'sts:ExternalId': 'x'}}")),
                row("a registered account", MEDIUM, trust("'AWS': '" + Estates.OTHER_ACCOUNT + "'")),
                row("the account itself", PASS, trust("'AWS': '" + Estates.ACCOUNT + "'")),
                row("a principal that is gone", LOW, trust("'AWS': 'AROAABCDEFGHIJKLMNOPQ'")),
                row(
                        "an organization, or none",
                        HIGH,
                        trust("'AWS': '*'", "{'StringEqualsIfExists': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                row(
                        "all but an organization",
                        HIGH,
                        trust("'AWS': '*'", "{'StringNotEquals': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}")),
                row(
                        "identities of any account",
                        HIGH,
                        trust("'AWS': '*'", "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::*:role/ci'}}")),
                row(
                        "identities of any account, by its digits",
                        HIGH,
                        trust("'AWS': '*'", "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::????????????:role/ci'}}")),
                row("every ARN", HIGH, trust("'AWS': '*'", "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:*'}}")),
                row(
                        "identities of one account",
                        MEDIUM,
                        trust(
                                "'AWS': '*'",
                                "{'ArnLike': {'aws:PrincipalArn': 'arn:aws:iam::" + PARTNER + ":role/*'}}")),
                row(
                        "any external id",
                        HIGH,
                        trust("'AWS': '" + PARTNER + "'", "{'StringLike': {'sts:ExternalId': '*'}}")),
                row(
                        "anyone, but others denied",
                        MEDIUM,
                        trust("'AWS': '*'"),
                        denial("sts:AssumeRole", "StringNotEquals")),
                row(
                        "a foreign account, but others denied",
                        MEDIUM,
                        trust("'AWS': '" + PARTNER + "'"),
                        denial("sts:*", "StringNotEqualsIfExists")),
                row("anyone, but own denied", HIGH, trust("'AWS': '*'"), denial("sts:*", "StringEquals")),
                row(
                        "anyone, another action denied",
                        HIGH,
                        trust("'AWS': '*'"),
                        denial("sts:TagSession", "StringNotEquals")),
                row(
                        "anyone, others denied without TLS",
                        HIGH,
                        trust("'AWS': '*'"),
                        denial("sts:*", "Bool': {'aws:SecureTransport': 'false'}, 'StringNotEquals")),
                row(
                        "anyone, but others denied, services aside",
                        MEDIUM,
                        trust("'AWS': '*'"),
                        denial("sts:*", "Bool': {'aws:PrincipalIsAWSService': 'false'}, 'StringNotEquals")),
                row(
                        "anyone, services of others denied",
                        HIGH,
                        trust("'AWS': '*'"),
                        denial("sts:*", "Bool': {'aws:PrincipalIsAWSService': 'true'}, 'StringNotEquals")),
                row("an identity provider", MEDIUM, trust("'Federated': '" + SAML + "'")),
                row("everybody at Google", HIGH, trust("'Federated': 'accounts.google.com'")),
                row(
                        "an application at Google",
                        MEDIUM,
                        trust(
                                "'Federated': 'accounts.google.com'",
                                "{'StringEquals': {'accounts.google.com:aud': 'app-1'}}")),
                row(
                        "everybody with an identity pool",
                        HIGH,
                        cognito("{'ForAnyValue:StringLike': {'%1$s:amr': 'authenticated'}}")),
                row(
                        "everybody who logs in at Facebook, of any identity pool",
                        HIGH,
                        cognito("{'ForAnyValue:StringEquals': {'%1$s:amr': 'graph.facebook.com'}}")),
                row(
                        "the guests of an identity pool",
                        HIGH,
                        cognito("{'StringEquals': {'%1$s:aud': 'eu-central-1:a1'},"
                                + " 'ForAnyValue:StringLike': {'%1$s:amr': 'unauthenticated'}}")),
                row(
                        "who logs in to an identity pool",
                        MEDIUM,
                        cognito("{'StringEquals': {'%1$s:aud': 'eu-central-1:a1'},"
                                + " 'ForAnyValue:StringLike': {'%1$s:amr': 'authenticated'}}")),
                row(
                        "an identity of an identity pool",
                        MEDIUM,
                        cognito("{'StringEquals': {'%1$s:sub': 'eu-central-1:b2'}}")),
                row(
                        "everybody's identity pools of a region",
                        HIGH,
                        cognito("{'StringLike': {'%1$s:aud': 'eu-central-1:*'},"
                                + " 'ForAnyValue:StringLike': {'%1$s:amr': 'authenticated'}}")),
                row(
                        "an identity pool, by two conditions",
                        MEDIUM,
                        cognito("{'StringLike': {'%1$s:aud': 'eu-central-1:*'},"
                                + " 'StringEquals': {'%1$s:aud': 'eu-central-1:a1'}}")),
                row(
                        "everybody's identities of a region",
                        HIGH,
                        cognito("{'StringLike': {'%1$s:sub': 'eu-central-1:*'}}")),
                row(
                        "an identity, as a pattern without a wildcard",
                        MEDIUM,
                        cognito("{'StringLike': {'%1$s:sub': 'eu-central-1:b2'}}")),
                row("teams whose names begin so", HIGH, issuer("oidc.vercel.com", "aud", "https://vercel.com/a*")),
                row(
                        "applications of one project at Google",
                        MEDIUM,
                        issuer("accounts.google.com", "aud", "123456789012-*.apps.googleusercontent.com")),
                row(
                        "owners by the claim of the repository",
                        HIGH,
                        github("{'StringLike': {'%s:repository': 'acm*/infra'}}")),
                row(
                        "owners by their claim, as a pattern",
                        HIGH,
                        github("{'StringLike': {'%s:repository_owner': 'acm*'}}")),
                row("ids that begin so", HIGH, github("{'StringLike': {'%s:repository_owner_id': '45*'}}")),
                row(
                        "all repositories of an owner, by their claim",
                        MEDIUM,
                        github("{'StringLike': {'%s:repository': 'acme/*'}}")),
                row("everybody at GitHub", HIGH, github("{'StringEquals': {'%s:aud': 'sts.amazonaws.com'}}")),
                row("every repository", HIGH, github("{'StringLike': {'%s:sub': 'repo:*'}}")),
                row("every repository, by a part of the type", HIGH, github("{'StringLike': {'%s:sub': 'repo*'}}")),
                row("every repository, by a sign of the type", HIGH, github("{'StringLike': {'%s:sub': 'rep?:*'}}")),
                row("every subject", HIGH, github("{'StringLike': {'%s:sub': ['repo:a/b:*', '*']}}")),
                row("a subject, or none", HIGH, github("{'StringLikeIfExists': {'%s:sub': 'repo:a/b:*'}}")),
                row("all values of a subject", HIGH, github("{'ForAllValues:StringLike': {'%s:sub': 'repo:a/b:*'}}")),
                row("repositories of one owner", MEDIUM, github("{'StringLike': {'%s:sub': 'repo:a/*'}}")),
                row("owners whose names begin so", HIGH, github("{'StringLike': {'%s:sub': 'repo:a*'}}")),
                row(
                        "owners whose names begin so, of one repository",
                        HIGH,
                        github("{'StringLike': {'%s:sub': 'repo:a*/b:*'}}")),
                row(
                        "a subject of one owner, exactly",
                        MEDIUM,
                        github("{'StringEquals': {'%s:sub': 'repo:a/b:environment:x'}}")),
                row("every repository's branch", HIGH, github("{'StringEquals': {'%s:ref': 'refs/heads/main'}}")),
                row(
                        "every repository's environment",
                        HIGH,
                        github("{'StringEquals': {'%s:environment': 'production'}}")),
                row(
                        "a repository by its claim",
                        MEDIUM,
                        github("{'StringEquals': {'%1$s:repository_id': '456', '%1$s:ref': 'refs/heads/main'}}")),
                row("an enterprise by its claim", MEDIUM, github("{'StringEquals': {'%s:enterprise_id': '4200'}}")),
                row(
                        "the tokens of an enterprise's own issuer",
                        MEDIUM,
                        issuer(GITHUB + "/acme", "aud", "sts.amazonaws.com")),
                row("everybody at Scalr", HIGH, issuer("scalr.io", "aud", "sts.amazonaws.com")),
                row("one environment at Scalr", MEDIUM, issuer("scalr.io", "sub", "account:a:environment:b")),
                row("one organization at Pulumi", MEDIUM, issuer("api.pulumi.com/oidc", "aud", "acme")),
                row("everybody at Pulumi", HIGH, issuer("api.pulumi.com/oidc", "aud", "*")),
                row("one team at Vercel", MEDIUM, issuer("oidc.vercel.com", "aud", "https://vercel.com/acme")),
                row("the worst of several", HIGH, EC2, trust("'Federated': 'x'"), trust("'AWS': '*'")),
                row("a denial", PASS, EC2, "{'Effect': 'Deny', 'Action': 'sts:AssumeRole', 'Principal': '*'}"),
                row("no trust policy", "UNKNOWN"));
    }

    private static Arguments row(String name, String expected, String... statements) {
        return argumentSet(name, statements.length == 0 ? role("r") : role("r").trust(statements), expected);
    }

    private static String cognito(String condition) {
        return trust("'Federated': '" + COGNITO + "'", condition.formatted(COGNITO));
    }

    private static String github(String condition) {
        return trust(
                "'Federated': 'arn:aws:iam::" + Estates.ACCOUNT + ":oidc-provider/" + GITHUB + "'",
                condition.formatted(GITHUB));
    }

    private static String issuer(String issuer, String claim, String value) {
        return trust(
                "'Federated': 'arn:aws:iam::" + Estates.ACCOUNT + ":oidc-provider/" + issuer + "'",
                "{'StringLike': {'" + issuer + ":" + claim + "': '" + value + "'}}");
    }

    private static String denial(String action, String operator) {
        return "{'Effect': 'Deny', 'Action': '" + action + "', 'Principal': '*', 'Condition': {'" + operator
                + "': {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'}}}";
    }

    private static String trust(String principal) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}}";
    }

    private static String trust(String principal, String condition) {
        return "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {" + principal + "}, 'Condition': "
                + condition + "}";
    }
}
