package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.PolicyReadingTest.organizationPolicy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that AWS reads in another way than they look, and such as it would not take. */
class OddDocumentsTest {

    private static final String READ = allow("s3:GetObject", "*");
    private static final String BUCKET = "arn:aws:s3:::b/key";

    /** Beside a statement that allows {@code s3:GetObject}: what the statement leaves of that, and of {@code s3:PutObject}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Allow','Action':[],'Resource':'*'}                                       | YES      | NO
                    {'Effect':'Deny','Action':[],'Resource':'*'}                                        | YES      | NO
                    {'Effect':'Allow','Action':'*','Resource':[]}                                       | YES      | NO
                    {'Effect':'Deny','Action':'s3:*','Resource':[]}                                     | YES      | NO
                    {'Effect':'Allow','NotAction':[],'Resource':'*'}                                    | POSSIBLE | POSSIBLE
                    {'Effect':'Deny','NotAction':[],'Resource':'*'}                                     | POSSIBLE | POSSIBLE
                    {'Effect':'Allow','Action':'*','NotResource':[]}                                    | POSSIBLE | POSSIBLE
                    {'Effect':'allow','Action':'*','Resource':'*'}                                      | POSSIBLE | POSSIBLE
                    {'Effect':'Allow','Action':5,'Resource':'*'}                                        | POSSIBLE | POSSIBLE
                    {'effect':'Allow','Action':'*','Resource':'*'}                                      | POSSIBLE | POSSIBLE
                    {'Effect':'Allow','Action':'*','Resource':'*','condition':{'Bool':{'a:b':'true'}}}  | POSSIBLE | POSSIBLE
                    {'Effect':'Allow','Action':'s3:*','NotAction':'s3:Put*','Resource':'*'}             | POSSIBLE | POSSIBLE
                    {'Effect':'Deny','Action':'*','Resource':'*','NotResource':'arn:aws:s3:::b/*'}      | POSSIBLE | POSSIBLE
                    {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':null}                  | YES      | POSSIBLE
                    {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{}}                    | YES      | YES
                    {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':null}}} | YES | POSSIBLE
                    {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':[{}]}}} | YES | POSSIBLE
                    {'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'stringequals':{'AWS:principalaccount':111122223333}}} | YES | YES
                    """)
    void besideAnOddStatement(String statement, Certainty get, Certainty put) {
        MadeRole role = role("r").inline(statement, READ);

        assertThat(decide(role, "s3:GetObject").verdict()).isEqualTo(get);
        assertThat(decide(role, "s3:PutObject").verdict()).isEqualTo(put);
    }

    @Test
    void whatCanBeReadCountsAndTheRestIsNamed() {
        // given
        MadeRole role =
                role("r").inline(READ, deny("s3:PutObject", "*"), "{'Effect':'allow','Action':'*','Resource':'*'}");

        // when
        Decision get = decide(role, "s3:GetObject");
        Decision put = decide(role, "s3:PutObject");

        // then
        assertThat(get.grants()).singleElement().extracting(Statement::position).isEqualTo("1");
        assertThat(get.reasons()).contains("not readable: inline-1");
        assertThat(put.verdict()).isEqualTo(Certainty.NO);
    }

    /** Names that are those of no action, see the tests of cloud-copilot/iam-simulate, "whitespaceActions" and "commas". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Action':'s3:'                              | NO
                    'Action':'s3:   '                           | NO
                    'Action':'s3:GetObject   '                  | NO
                    'Action':'s3:   GetObject'                  | NO
                    'Action':'s3 :GetObject'                    | NO
                    'Action':'s3:GetObject,PutObject'           | NO
                    'Action':'s3:Get*,Put*'                     | NO
                    'Action':'s3:GetObject,'                    | NO
                    'Action':'GetObject'                        | NO
                    'Action':['s3:GetObject,PutObject','S3:g?t*'] | YES
                    'NotAction':'s3:'                           | YES
                    'NotAction':'s3:GetObject   '               | YES
                    'NotAction':'s3:GetObject,PutObject'        | YES
                    'NotAction':'S3:GETOBJECT'                  | NO
                    """)
    void namesOfNoAction(String actions, Certainty expected) {
        assertThat(decided("{'Effect':'Allow'," + actions + ",'Resource':'*'}", "s3:GetObject", "arn:aws:s3:::b/key"))
                .isEqualTo(expected);
    }

    /** Of an action that knows no resources, see the tests of cloud-copilot/iam-simulate, "wildcardOnlyActions". */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Effect':'Allow','Action':'*','Resource':'*'                                 | YES
                    'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::b'                    | NO
                    'Effect':'Allow','Action':'*','Resource':['arn:aws:s3:::b','*']              | YES
                    'Effect':'Allow','Action':'*','Resource':['arn:aws:s3:::b','arn:aws:s3:::*'] | NO
                    'Effect':'Allow','Action':'*','NotResource':'arn:aws:s3:::b'                 | YES
                    'Effect':'Allow','Action':'*','NotResource':'*'                              | NO
                    'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::b'    | YES
                    'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','NotResource':'arn:aws:s3:::b' | NO
                    'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','NotResource':'*'              | YES
                    """)
    void anActionWithoutResources(String statements, Certainty expected) {
        assertThat(decided("{" + statements + "}", "s3:ListAllMyBuckets", "*")).isEqualTo(expected);
    }

    private static Certainty decided(String statements, String action, String resource) {
        MadeRole role = role("r").inline(statements);
        return RolePrivileges.of(role.resource(), Estates.estate().with(role).build())
                .decide(action, resource)
                .verdict();
    }

    /** See the IAM User Guide, IAM ARNs: what is missing of the six fields of a resource's ARN is anything. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs'}                        | YES
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:eu-central-1'}           | YES
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:eu-west-1'}              | NO
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:*:444455556666'}         | NO
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:*:${aws:PrincipalAccount}'} | YES
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:s'}                          | NO
                    {'Effect':'Allow','Action':'sqs:*','Resource':'arn:aws:sqs:eu-central-1:111122223333:other'} | NO
                    {'Effect':'Allow','Action':'sqs:*','NotResource':'arn:aws:sqs'}                     | NO
                    {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','Resource':'arn:aws:sqs'} | NO
                    {'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','NotResource':'arn:aws:sqs'} | YES
                    """)
    void incompleteArnsOfResources(String statements, Certainty expected) {
        MadeRole role = role("r").inline(statements);

        assertThat(RolePrivileges.of(
                                role.resource(), Estates.estate().with(role).build())
                        .decide("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:q")
                        .verdict())
                .isEqualTo(expected);
    }

    /** Whether the pattern of an ARN condition means the role's own ARN. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ArnLike       | arn:aws:iam::111122223333:role/r | YES
                    ArnEquals     | arn:aws:iam::*:role/?            | YES
                    ArnLike       | arn:*:iam:*:*:*                  | YES
                    ArnLike       | arn:aws-cn:iam::*:role/r         | NO
                    ArnLike       | arn:aws:iam::*:role              | NO
                    ArnLike       | arn:*role/r                      | POSSIBLE
                    ArnNotEquals  | arn:aws:iam::*                   | POSSIBLE
                    ArnLike       | *                                | YES
                    StringLike    | arn:*role/r                      | YES
                    StringLike    | arn:aws:iam::*                   | YES
                    StringEquals  | arn:aws:iam::*:role/r            | NO
                    """)
    void partsOfAnArn(String operator, String pattern, Certainty expected) {
        MadeRole role = role("r")
                .inline("{'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'" + operator
                        + "':{'aws:PrincipalArn':'" + pattern + "'}}}");

        assertThat(decide(role, "s3:GetObject").verdict()).isEqualTo(expected);
    }

    /** Whether there is a bucket that a role may read which has all rights, by the control policy. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'Effect':'Allow','Action':'*','Resource':'*'}   | YES
                    {'Effect':'Allow','Action':'ec2:*','Resource':'*'} | NO
                    {'Effect':'allow','Action':'*','Resource':'*'}   | POSSIBLE
                    """)
    void aControlPolicyThatCannotBeReadMayAllow(String statement, Certainty expected) {
        // given
        MadeRole role = role("r").inline(allow("*", "*"));
        var estate =
                Estates.estate().with(role, organizationPolicy("p", statement)).build();
        RolePrivileges privileges = RolePrivileges.of(role.resource(), estate);

        // when
        Certainty some = SomeResource.of(
                privileges, "arn:aws:s3:::*", List.of(privileges.request("s3:GetObject", "arn:aws:s3:::*")));

        // then
        assertThat(some).isEqualTo(expected);
    }

    /** Whether there is a role that may be passed, of those that may, where a denial names those of a user as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ['arn:aws:iam::*:role/a','arn:aws:iam::*:role/${aws:username}']   | ['arn:aws:s3:::b']                                              | YES
                    ['arn:aws:iam::*:role/a','arn:aws:iam::*:role/${aws:userid}']     | ['arn:aws:s3:::b']                                              | YES
                    ['arn:aws:iam::*:role/${aws:username}']                           | ['arn:aws:s3:::b']                                              | NO
                    ['arn:aws:iam::*:role/${aws:userid}']                             | ['arn:aws:s3:::b']                                              | POSSIBLE
                    ['arn:aws:iam::*:role/a']                                         | ['arn:aws:iam::*:role/*','arn:aws:iam::*:user/${aws:username}'] | NO
                    ['arn:aws:iam::*:role/a']                                         | ['arn:aws:iam::*:role/*','arn:aws:iam::*:role/${aws:userid}']   | NO
                    """)
    void aVariableTakesNothingFromTheOtherResources(String allowed, String denied, Certainty expected) {
        // given
        String statement = "{'Effect':'%s','Action':'iam:PassRole','Resource':%s}";
        MadeRole role = role("r").inline(statement.formatted("Allow", allowed), statement.formatted("Deny", denied));
        RolePrivileges privileges =
                RolePrivileges.of(role.resource(), Estates.estate().with(role).build());
        String roles = "arn:aws:iam::111122223333:role/*";

        // when, then
        assertThat(SomeResource.of(privileges, roles, List.of(privileges.request("iam:PassRole", roles))))
                .isEqualTo(expected);
    }

    private static Decision decide(MadeRole role, String action) {
        return RolePrivileges.of(role.resource(), Estates.estate().with(role).build())
                .decide(action, BUCKET);
    }
}
