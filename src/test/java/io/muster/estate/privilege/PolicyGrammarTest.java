package io.muster.estate.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.estate.privilege.PolicyGrammar.Fault;
import io.muster.estate.privilege.PolicyGrammar.Use;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyGrammarTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Fault fault(String document, Use use) throws IOException {
        return PolicyGrammar.of(JSON.readTree(document.replace('\'', '"')), use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*'",
                "'Sid': '', 'Effect': 'Deny', 'NotAction': ['iam:*'], 'NotResource': ['arn:aws:s3:::a', '*']",
                "'Effect': 'Allow', 'Action': [], 'Resource': '*'",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {}",
                "'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': {'aws:SecureTransport': true},"
                        + " 'NumericLessThan': {'aws:MultiFactorAuthAge': [3600, '7200']}}"
            })
    void aStatementOfAnIdentity(String statement) throws IOException {
        assertThat(fault("{'Version': '2012-10-17', 'Id': 'x', 'Statement': [{" + statement + "}]}", Use.IDENTITY))
                .isNull();
        assertThat(fault("{'Statement': {" + statement + "}}", Use.IDENTITY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*'",
                "'Effect': 'Allow', 'Action': ['sts:AssumeRole', 'sts:TagSession'], 'Principal': {'AWS': '111122223333',"
                        + " 'Service': ['ec2.amazonaws.com'], 'Federated': 'cognito-identity.amazonaws.com'}"
            })
    void aStatementOfATrustPolicy(String statement) throws IOException {
        assertThat(fault("{'Statement': [{" + statement + "}]}", Use.TRUST)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                             | /Statement | is missing",
                "{'statement': []}                              | /statement | IAM has no such element. Did you mean Statement?",
                "{'Version': '2012-10-18', 'Statement': []}     | /Version | Did you mean 2012-10-17?",
                "{'Version': 20121017, 'Statement': []}         | /Version | must be a text",
                "{'Statement': 7}                               | /Statement | must be a JSON object",
                "{'Statement': [{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}, null]} | /Statement/1 | must be a JSON object",
                "{'Statement': {'Action': '*', 'Resource': '*'}} | /Statement/Effect | is missing",
                "{'Statement': {'Effect': 'allow', 'Action': '*', 'Resource': '*'}} | /Statement/Effect | Did you mean Allow?",
                "{'Statement': {'Effect': 'Allow', 'Resource': '*'}} | /Statement/Action | is missing",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'NotAction': '*', 'Resource': '*'}} | /Statement/Action | must not be there beside NotAction",
                "{'Statement': {'Effect': 'Allow', 'Action': {'a': 1}, 'Resource': '*'}} | /Statement/Action | must be a text or a list of texts",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': [['*']]}} | /Statement/Resource/0 | must be a text",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': null}} | /Statement/Resource | must be a text or a list of texts",
                "{'Statement': {'Effect': 'Allow', 'Action': '*'}} | /Statement/Resource | is missing",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Principal': '*'}} | /Statement/Principal | names no principals",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': 'x'}} | /Statement/Condition | must be a JSON object",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': true}}} | /Statement/Condition/Bool | must be a JSON object",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'StringLike': {'aws:RequestTag/a': {'b': 1}}}}} | /Statement/Condition/StringLike/aws:RequestTag~1a | must be a text, a number",
                "{'Statement': {'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'StringLike': {'aws:a': [null]}}}} | /Statement/Condition/StringLike/aws:a/0 | must be a text, a number"
            })
    void whatIamRefusesOfAnIdentity(String document, String pointer, String message) throws IOException {
        assertFault(fault(document, Use.IDENTITY), pointer, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole'                     | /Statement/0/Principal | is missing",
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': 7     | /Statement/0/Principal | must be * or a JSON object with some of [AWS, CanonicalUser, Federated, Service]",
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'Aws': '*'} | /Statement/0/Principal/Aws | Did you mean AWS?",
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS': [1]} | /Statement/0/Principal/AWS/0 | must be a text",
                "'Effect': 'Deny', 'Action': 'sts:AssumeRole', 'NotPrincipal': {'AWS': '111122223333'} | /Statement/0/NotPrincipal | IAM takes none",
                "'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': '*', 'Resource': '*' | /Statement/0/Resource | names no resources"
            })
    void whatIamRefusesOfATrustPolicy(String statement, String pointer, String message) throws IOException {
        assertFault(fault("{'Statement': [{" + statement + "}]}", Use.TRUST), pointer, message);
    }

    private static void assertFault(Fault fault, String pointer, String message) {
        assertThat(fault).isNotNull();
        assertThat(fault.pointer()).isEqualTo(pointer);
        assertThat(fault.message()).contains(message);
    }
}
