package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Denials that hang on a policy variable: what was not read may make them apply, and what the request chooses need not. */
class UnreadVariablesTest {

    private static final String TRUST =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}";

    /** The instance has the tag team=blue. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'StringNotEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}        | blue | YES
                    'StringNotEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}        | red  | NO
                    'StringNotEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}        |      | POSSIBLE
                    'StringNotLike':{'aws:ResourceTag/team':['x','${aws:PrincipalTag/team,\\u0027-\\u0027}*']} |    | POSSIBLE
                    'StringEquals':{'aws:ResourceTag/team':'${aws:PrincipalTag/team}'}           |      | POSSIBLE
                    'StringNotEquals':{'aws:ResourceTag/team':'${aws:SourceVpc}'}                |      | YES
                    'StringEquals':{'aws:ResourceTag/team':'red','aws:PrincipalTag/team':'a'}    |      | YES
                    """)
    void inAConditionOnWhatIsKnown(String condition, String team, Certainty expected) {
        // given
        Resource<Instance> tagged = instance("i-1").resource().withTags(Map.of("team", "blue"));
        Estates.Made<Instance> made = () -> tagged;
        Resource<Role> one =
                role("{'Effect':'Deny','Action':'*','Resource':'*','Condition':{" + condition + "}}", team);
        Estates.Made<Role> self = () -> one;
        Estate estate = Estates.estate().with(self, made).build();

        // when, then
        assertThat(RolePrivileges.of(one, estate).allows("ec2:StopInstances", tagged.arn()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                              | red  | NO
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                              | blue | YES
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                              |      | POSSIBLE
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-x/*'                              |      | YES
                    'Resource':['arn:aws:s3:::x/*','arn:aws:s3:::${aws:PrincipalTag/team}-*/*']         |      | POSSIBLE
                    'Resource':'arn:aws:s3:::${aws:SourceVpc}-*/*'                                      |      | YES
                    'NotResource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                           | red  | YES
                    'NotResource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                           | blue | NO
                    'NotResource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*'                           |      | POSSIBLE
                    'NotResource':['arn:aws:s3:::red-1/*','arn:aws:s3:::${aws:PrincipalTag/team}-*/*']  |      | YES
                    'NotResource':'arn:aws:s3:::${aws:SourceVpc}-*/*'                                   |      | YES
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}} | | POSSIBLE
                    'Resource':'arn:aws:s3:::${aws:PrincipalTag/team}-*/*','Condition':{'StringEquals':{'aws:SourceVpc':'v'}} | | YES
                    """)
    void inTheResource(String denied, String team, Certainty expected) {
        // given
        Resource<Role> one = role("{'Effect':'Deny','Action':'s3:*'," + denied + "}", team);
        Estates.Made<Role> made = () -> one;
        RolePrivileges self = RolePrivileges.of(one, Estates.estate().with(made).build());
        String objects = "arn:aws:s3:::red-1/*";

        // when
        Certainty ofOne = self.allows("s3:GetObject", "arn:aws:s3:::red-1/key");
        Certainty ofSome = SomeResource.of(self, objects, List.of(self.request("s3:GetObject", objects)));

        // then
        assertThat(List.of(ofOne, ofSome)).containsOnly(expected);
    }

    /** @param team null where the tags were not read */
    private static Resource<Role> role(String denial, String team) {
        return MadeRole.role("r")
                .trust(TRUST)
                .inline(allow("*", "*"), denial)
                .resource()
                .withTags(team == null ? Resource.unknownTags() : Map.of("team", team));
    }
}
