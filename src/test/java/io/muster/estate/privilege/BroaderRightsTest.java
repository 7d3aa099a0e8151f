package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.EscalationTest.escalations;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a role that another one may assume has more rights than that one: other rights, rights over more, or rights under fewer conditions. */
class BroaderRightsTest {

    private static final String STATEMENT =
            "{'Effect':'Allow','Action':'%s','Resource':'%s','Condition':{'StringEquals':{%s}}}";
    private static final String ALWAYS = "'aws:PrincipalAccount':'" + Estates.ACCOUNT + "'";
    private static final String BY_ENDPOINT = "'aws:SourceVpce':'vpce-1'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    s3:GetObject arn:aws:s3:::web/*                             | s3:Get* *                                                | YES
                    s3:GetObject arn:aws:s3:::*                                 | s3:Get* *                                                | -
                    s3:GetObject *                                              | s3:GetObject arn:aws:s3:::web/*                          | -
                    s3:GetObject arn:aws:s3:::web/*                             | s3:GetObject arn:aws:s3:::data/*                         | -
                    secretsmanager:* arn:aws:secretsmanager:*:*:secret:web-*    | secretsmanager:GetSecretValue *                          | YES
                    secretsmanager:* arn:aws:secretsmanager:*:*:secret:web-*    | secretsmanager:* arn:aws:secretsmanager:eu-west-1:*:secret:* | YES
                    secretsmanager:* arn:aws:secretsmanager:*:*:secret:*        | secretsmanager:GetSecretValue *                          | -
                    secretsmanager:* arn:aws:secretsmanager:*:*:secret:*-?????? | secretsmanager:GetSecretValue *                          | -
                    ssm:StartSession arn:aws:ec2:*:*:instance/i-*               | ssm:StartSession *                                       | -
                    ssm:StartSession arn:aws:ec2:*:*:instance/i-0abc            | ssm:StartSession arn:aws:ec2:*:*:instance/i-*            | YES
                    ec2:RunInstances arn:aws:ec2:*:*:instance/i-*               | ec2:RunInstances *                                       | YES
                    dynamodb:GetItem arn:aws:dynamodb:*:*:table/web             | dynamodb:GetItem arn:aws:dynamodb:*:*:table/*            | YES
                    ssm:GetParameter arn:aws:ssm:*:*:parameter/web/*            | ssm:GetParameter *                                       | YES
                    kms:Decrypt arn:aws:kms:*:*:key/k-1                         | kms:* *                                                  | YES
                    iam:PassRole arn:aws:iam::*:role/web                        | iam:PassRole *                                           | YES
                    iam:PassRole *                                              | iam:PassRole arn:aws:iam::*:role/web                     | -
                    """)
    void rightsOverMore(String own, String targets, Certainty expected) {
        assertGain(statement(own, ALWAYS), statement(targets, ALWAYS), expected);
    }

    /** Of actions that read the same, one is as good as the other. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    sqs:SendMessage *  | dynamodb:Query *                | YES
                    sqs:SendMessage *  | dynamodb:Scan *                 | YES
                    sqs:SendMessage *  | dynamodb:BatchGetItem *         | YES
                    sqs:SendMessage *  | dynamodb:PartiQLSelect *        | YES
                    sqs:SendMessage *  | ssm:GetParameters *             | YES
                    sqs:SendMessage *  | ssm:GetParametersByPath *       | YES
                    sqs:SendMessage *  | ssm:GetParameterHistory *       | YES
                    sqs:SendMessage *  | s3:DeleteObject *               | YES
                    sqs:SendMessage *  | elasticfilesystem:ClientMount * | YES
                    sqs:SendMessage *  | rds-db:connect *                | YES
                    sqs:SendMessage *  | sqs:* *                         | -
                    ssm:GetParameter * | ssm:GetParameters *             | -
                    dynamodb:GetItem * | dynamodb:Scan *                 | -
                    """)
    void otherRights(String own, String targets, Certainty expected) {
        assertGain(statement(own, ALWAYS), statement(targets, ALWAYS), expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    s3:GetObject * | s3:GetObject *                  | POSSIBLE
                    s3:GetObject * | s3:GetObject arn:aws:s3:::web/* | POSSIBLE
                    s3:GetObject * | s3:PutObject *                  | YES
                    """)
    void rightsUnderFewerConditions(String own, String targets, Certainty expected) {
        assertGain(statement(own, BY_ENDPOINT), statement(targets, ALWAYS), expected);
    }

    /** Where both hang on a condition that cannot be judged, it mostly is the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    'aws:SourceVpc':'vpc-1' | sqs:SendMessage *                              | 'aws:ResourceTag/env':'prod' | secretsmanager:* * | POSSIBLE
                    'aws:SourceVpc':'vpc-1' | sqs:SendMessage *                              | 'aws:SourceVpce':'vpce-1'    | s3:* *             | POSSIBLE
                    'aws:SourceVpc':'vpc-1' | sqs:SendMessage *                              | 'aws:ResourceTag/Start':'true' | ssm:StartSession arn:aws:ec2:*:*:instance/* | POSSIBLE
                    'aws:SourceVpc':'vpc-1' | s3:GetObject *                                 | 'aws:SourceVpc':'vpc-1'      | s3:GetObject *     | -
                    'aws:SourceVpc':'vpc-1' | s3:GetObject arn:aws:s3:::web/*                | 'aws:SourceVpc':'vpc-1'      | s3:GetObject *     | POSSIBLE
                    'aws:SourceVpc':'vpc-1' | sqs:SendMessage *                              | 'aws:SourceVpc':'vpc-1'      | sqs:* *            | -
                    """)
    void rightsUnderConditionsThatCannotBeJudged(
            String ownCondition, String own, String condition, String targets, Certainty expected) {
        assertGain(statement(own, ownCondition), statement(targets, condition), expected);
    }

    /** The perimeter that AWS publishes: its own buckets are those that the account is asked about, whose ARNs do not tell. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    'aws:ResourceAccount':'${aws:PrincipalAccount}' | s3:* *                                          | YES
                    's3:ResourceAccount':'111122223333'             | s3:GetObject arn:aws:s3:::data/*                | YES
                    'aws:ResourceAccount':'444455556666'            | s3:* *                                          | -
                    'aws:ResourceAccount':'${aws:PrincipalAccount}' | ebs:GetSnapshotBlock arn:aws:ec2:*::snapshot/*  | YES
                    """)
    void rightsWithinADataPerimeter(String condition, String targets, Certainty expected) {
        assertGain(statement("sqs:SendMessage *", ALWAYS), statement(targets, condition), expected);
    }

    /** A role that reads all data of a store is worth to be taken by one that reads none. */
    @Test
    void everyReadOfDataTellsRolesApart() {
        assertThat(SensitiveRight.ALL)
                .flatExtracting(SensitiveRight::actions)
                .containsAll(DataRead.ALL.stream().map(DataRead::action).toList());
    }

    private static void assertGain(String own, String targets, Certainty expected) {
        MadeRole self =
                role("self").trustedByEc2().inline(own, MadeRole.allow("sts:AssumeRole", "arn:aws:iam::*:role/target"));
        MadeRole target = role("target")
                .inline(targets)
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + Estates.ACCOUNT + "'}}");

        assertThat(escalations(self, target))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    private static String statement(String right, String condition) {
        String[] parts = right.split(" ", -1);
        return STATEMENT.formatted(parts[0], parts[1], condition);
    }
}
