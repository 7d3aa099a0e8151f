package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions that AWS takes in another way than they read, and such as it refuses, of which nothing is known. */
class RefusedConditionsTest {

    private static final String INSTANCE = "arn:aws:ec2:eu-central-1:" + Estates.ACCOUNT + ":instance/i-1";

    /** AWS has no opposite of these, takes {@code Null} alone, compares no values of another type, and has variables for texts and ARNs alone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'NullIfExists': {'aws:username': 'true'}
                    'ForAllValues:NullIfExists': {'aws:username': 'true'}
                    'NotNull': {'aws:username': 'false'}
                    'NotBool': {'aws:ViaAWSService': 'true'}
                    'NotStringEquals': {'aws:PrincipalAccount': '1'}
                    'StringEqualsNot': {'aws:PrincipalAccount': '1'}
                    'NumericNotLessThan': {'aws:EpochTime': '5'}
                    'DateNotGreaterThan': {'aws:CurrentTime': '2020-01-01'}
                    'BinaryNotEquals': {'aws:PrincipalAccount': '1'}
                    'NotArnLike': {'aws:PrincipalArn': 'arn:aws:iam::1:role/x'}
                    'ForSomeValue:StringEquals': {'aws:PrincipalAccount': '111122223333'}
                    'NumericNotEquals': {'aws:EpochTime': 'soon'}
                    'NumericEquals': {'aws:EpochTime': 'soon'}
                    'Bool': {'aws:ViaAWSService': 'no'}
                    'Null': {'aws:MultiFactorAuthAge': 'maybe'}
                    'NotIpAddress': {'aws:PrincipalAccount': 'no-range'}
                    'NumericEquals': {'aws:EpochTime': '${aws:EpochTime}'}
                    'DateLessThanEquals': {'aws:CurrentTime': '${aws:CurrentTime}'}
                    'Bool': {'aws:SecureTransport': '${aws:SecureTransport}'}
                    'Null': {'aws:username': '${aws:SecureTransport}'}
                    """)
    void ofWhatAwsRefusesNothingIsKnown(String condition) {
        assertThat(decided(condition)).isEqualTo(Certainty.POSSIBLE);
    }

    /** Keys that a session has, or has not, with the quantifiers and suffixes that change what their absence means. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'ForAllValues:StringNotEquals': {'aws:CalledVia': ['x']}          | YES
                    'ForAnyValue:StringLikeIfExists': {'aws:CalledVia': ['x']}        | YES
                    'StringNotEqualsIfExists': {'aws:PrincipalTag/team': 'x'}         | YES
                    'StringLike': {'aws:PrincipalTag/team': '*'}                      | NO
                    'StringNotLike': {'aws:PrincipalTag/team': '*'}                   | YES
                    'BoolIfExists': {'aws:ViaAWSService': 'true'}                     | NO
                    'NumericLessThanIfExists': {'aws:MultiFactorAuthAge': '300'}      | YES
                    'Null': {'aws:MultiFactorAuthAge': 'true'}                        | YES
                    'Null': {'aws:TokenIssueTime': 'false'}                           | YES
                    'Null': {'aws:TokenIssueTime': true}                              | NO
                    'Bool': {'aws:SecureTransport': ['true', 'false']}                | YES
                    'DateGreaterThan': {'aws:EpochTime': '2020-01-01T00:00:00Z'}      | YES
                    'DateGreaterThan': {'aws:CurrentTime': '1577836800'}              | YES
                    'NumericGreaterThan': {'aws:EpochTime': '1.5e3'}                  | YES
                    'ArnNotLike': {'aws:SourceArn': 'arn:aws:s3:::x'}                 | YES
                    'StringLike': {'aws:SourceIdentity': '*'}                         | NO
                    'ArnLike': {'aws:PrincipalArn': 'arn:aws:sts::111122223333:assumed-role/r/*'} | NO
                    'IpAddress': {'aws:SourceIp': ['0.0.0.0/0', '::/0']}              | POSSIBLE
                    'StringLike': {'aws:userid': 'AROAEXAMPLE:*'}                     | POSSIBLE
                    'StringLike': {'aws:userid': ['AIDAEXAMPLE', '111122223333']}     | NO
                    'StringNotLike': {'aws:userid': 'AIDA*'}                          | YES
                    'StringLike': {'aws:userid': 'AROA*:*'}                           | YES
                    'StringNotLike': {'aws:userid': 'AROAEXAMPLE:*'}                  | POSSIBLE
                    'Null': {'aws:userid': 'false'}                                   | YES
                    'Null': {'aws:userid': 'true'}                                    | NO
                    'Bool': {'aws:AssumedRoot': 'true'}                               | NO
                    'StringLike': {'SAML:sub': '*'}                                   | NO
                    'StringNotEquals': {'saml:aud': 'https://signin.aws.amazon.com/saml'} | YES
                    'StringLike': {'token.actions.githubusercontent.com:sub': 'repo:a/*'} | NO
                    'Null': {'cognito-identity.amazonaws.com:aud': 'true'}            | YES
                    'StringLike': {'sts:ExternalId': '*'}                             | NO
                    'BoolIfExists': {'aws:AssumedRoot': 'true'}                       | YES
                    """)
    void keysOfASession(String condition, Certainty expected) {
        assertThat(decided(condition)).isEqualTo(expected);
    }

    /** Keys of the resource, an instance with a tag: by the name of the service that is asked, or by AWS's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringEquals': {'ec2:ResourceTag/team': 'red'}                   | YES
                    'StringEquals': {'ec2:resourceTag/TEAM': 'red'}                   | YES
                    'StringEquals': {'ssm:resourceTag/team': 'red'}                   | NO
                    'StringLike': {'aws:ResourceTag/team': 'r?d'}                     | YES
                    'StringEquals': {'aws:ResourceTag/team': 'Red'}                   | NO
                    'StringEqualsIgnoreCase': {'aws:ResourceTag/team': 'Red'}         | YES
                    'StringNotEquals': {'aws:ResourceTag/other': 'red'}               | YES
                    'Null': {'aws:ResourceTag/other': 'true'}                         | YES
                    'StringEquals': {'aws:PrincipalTag/team': '${aws:ResourceTag/team}'} | NO
                    'StringEquals': {'aws:ResourceTag/team': '${aws:PrincipalTag/team, \\u0027red\\u0027}'} | YES
                    'StringNotEquals': {'aws:ResourceAccount': ['111122223333']}      | NO
                    'StringEquals': {'ec2:Region': 'eu-central-1'}                    | YES
                    'StringNotEquals': {'ec2:Region': ['eu-central-1', 'us-east-1']}  | NO
                    """)
    void keysOfAResource(String condition, Certainty expected) {
        assertThat(decided(condition)).isEqualTo(expected);
    }

    /** EC2 has tags whose names differ in case alone, of which IAM does not say which one it takes. */
    @ParameterizedTest
    @CsvSource({"red, POSSIBLE", "blue, POSSIBLE", "green, NO"})
    void tagsThatDifferInCaseAlone(String value, Certainty expected) {
        assertThat(decided(
                        "'StringEquals': {'ec2:ResourceTag/team': '" + value + "'}",
                        Map.of("team", "red", "Team", "blue")))
                .isEqualTo(expected);
    }

    private static Certainty decided(String condition) {
        return decided(condition, Map.of("team", "red"));
    }

    private static Certainty decided(String condition, Map<String, String> tags) {
        MadeRole self = role("r")
                .trustedByEc2()
                .inline("{'Effect':'Allow','Action':'ec2:*','Resource':'*','Condition':{" + condition + "}}");
        Resource<Instance> tagged = instance("i-1").resource().withTags(tags);
        Estates.Made<Instance> made = () -> tagged;
        Estate estate = Estates.estate().with(self, made).build();
        return RolePrivileges.of(self.resource(), estate)
                .decide("ec2:StopInstances", INSTANCE)
                .verdict();
    }
}
