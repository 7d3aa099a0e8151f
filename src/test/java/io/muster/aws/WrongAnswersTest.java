package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;

/** Answers with the status of a success that are none: of each service, and of what a session asks by itself. */
class WrongAnswersTest extends CannedSessions {

    private static final String REGION = "eu-west-1";

    @BeforeEach
    void answer() {
        aws.ec2("DescribeVpcs", "<vpcSet/>")
                .ec2("DescribeRegions", "<regionInfo><item><regionName>eu-west-1</regionName></item></regionInfo>")
                .query("ListInstanceProfiles", "<IsTruncated>false</IsTruncated><InstanceProfiles/>")
                .json("ListKeys", "{\"Keys\": [], \"Truncated\": false}");
    }

    /** What a session asks, by the action. */
    private enum Question {
        DescribeVpcs,
        DescribeRegions,
        ListInstanceProfiles,
        ListKeys,
        GetCallerIdentity,
        AssumeRole;

        Uni<?> ask(AwsSession session) {
            return switch (this) {
                case DescribeVpcs, AssumeRole -> vpcs(session);
                case DescribeRegions -> session.regions();
                case ListInstanceProfiles -> profiles(session);
                case ListKeys -> session.call(AwsService.KMS, REGION, "ListKeys", KmsAsyncClient::listKeys);
                case GetCallerIdentity -> session.partition();
            };
        }
    }

    /** How an answer may be wrong. */
    private enum Wrong {
        EMPTY,
        FOREIGN_XML,
        HTML_PAGE,
        JSON,
        NO_RESULT,
        NO_MEMBERS,
        FOREIGN_MEMBERS,
        MEMBERS_TWICE,
        CUT_AFTER_THE_HEADERS,
        CUT_IN_THE_MIDDLE,
        ENDS_EARLY;

        void put(CannedAws aws, String action) {
            switch (this) {
                case EMPTY -> aws.answer(action, 200, "");
                case FOREIGN_XML -> aws.answer(action, 200, "<ListBucketsResponse><Buckets/></ListBucketsResponse>");
                case HTML_PAGE -> aws.answer(action, 200, "<html><head><title>Sign in</title></head><body/></html>");
                case JSON -> aws.answer(action, 200, "{\"Reservations\":[]}");
                case NO_RESULT -> aws.answer(action, 200, "<Response><RequestID>r-1</RequestID></Response>");
                case NO_MEMBERS -> members(aws, action, "<requestId>r-1</requestId><nextToken/>", "");
                case FOREIGN_MEMBERS -> members(aws, action, "<set><item><id>1</id></item></set>", "\"Sets\": []");
                case MEMBERS_TWICE ->
                    members(aws, action, OWN_MEMBERS + OWN_MEMBERS, "\"Keys\": [], \"Truncated\": false, \"Keys\": []");
                case CUT_AFTER_THE_HEADERS -> aws.cut(action, "");
                case CUT_IN_THE_MIDDLE -> aws.cut(action, "<" + action + "Response><item>");
                case ENDS_EARLY -> aws.answer(action, 200, "<" + action + "Response><item></item>");
            }
        }
    }

    /** One of each operation's members. */
    private static final String OWN_MEMBERS = "<vpcSet/><regionInfo/><InstanceProfiles/><Account/><Credentials/>";

    /** An answer of the operation's form. */
    private static void members(CannedAws aws, String action, String xml, String json) {
        switch (action) {
            case "ListKeys" -> aws.json(action, "{" + json + "}");
            case "DescribeVpcs", "DescribeRegions" -> aws.ec2(action, xml);
            default -> aws.query(action, xml);
        }
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(Question.values())
                .flatMap(question -> Stream.of(Wrong.values()).map(wrong -> Arguments.of(question, wrong)));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void areAskedForAgainAndThenAFailure(Question question, Wrong wrong) {
        aws.forget(question.name());
        wrong.put(aws, question.name());

        AwsFailure failure = failure(question.ask(session()));

        if (wrong.name().startsWith("CUT")) {
            assertThat(failure.errorCode()).isIn(AwsFailure.UNREADABLE_ANSWER, AwsFailure.CONNECTION);
        } else {
            assertThat(failure.errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
        }
        assertThat(failure.operation()).endsWith(":" + (question == Question.AssumeRole ? "DescribeVpcs" : question));
        assertThat(aws.asked(question.name())).as("attempts").isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void areForgottenWhereTheNextIsRight(Question question, Wrong wrong) {
        String right = String.valueOf(question.ask(session()).await().indefinitely());
        aws.first(question.name(), () -> wrong.put(aws, question.name()));

        assertThat(question.ask(session()).await().indefinitely()).hasToString(right);
    }

    @Test
    void noRegionsAreNoAnswer() {
        aws.forget("DescribeRegions").ec2("DescribeRegions", "<regionInfo/>");
        assertThat(failure(session().regions()).errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    @Test
    void aCallerWithoutAnAccountIsNoAnswer() {
        aws.forget("GetCallerIdentity").query("GetCallerIdentity", "<UserId>u</UserId>");
        assertThat(failure(vpcs(session())).errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    @Test
    void aRoleWithoutCredentialsIsNoAnswer() {
        aws.forget("AssumeRole").query("AssumeRole", "<Credentials><AccessKeyId/></Credentials>");
        assertThat(failure(vpcs(session())).errorCode()).isEqualTo(AwsFailure.UNREADABLE_ANSWER);
    }

    @Test
    void anEmptyElementIsAbsent() {
        aws.ec2(
                "DescribeNetworkInterfaces",
                "<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><vpcId/>"
                        + "<sourceDestCheck/><attachment><attachTime/><deviceIndex/></attachment>"
                        + "<groupSet><item/><item><groupId>sg-1</groupId><groupName></groupName></item></groupSet>"
                        + "<tagSet><item><key>empty</key><value/></item></tagSet></item></networkInterfaceSet>");

        NetworkInterface read = session()
                .call(AwsService.EC2, REGION, "DescribeNetworkInterfaces", Ec2AsyncClient::describeNetworkInterfaces)
                .await()
                .indefinitely()
                .networkInterfaces()
                .get(0);

        assertThat(read.vpcId()).isNull();
        assertThat(read.sourceDestCheck()).as("a flag").isNull();
        assertThat(read.attachment()).as("a number and a time").isNull();
        assertThat(read.groups()).hasSize(1);
        assertThat(read.groups().get(0).groupName()).isNull();
        assertThat(read.tagSet()).hasSize(1);
    }

    private static Uni<?> vpcs(AwsSession session) {
        return session.call(AwsService.EC2, REGION, "DescribeVpcs", Ec2AsyncClient::describeVpcs);
    }

    private static Uni<?> profiles(AwsSession session) {
        return session.call(AwsService.IAM, "global", "ListInstanceProfiles", IamAsyncClient::listInstanceProfiles);
    }
}
