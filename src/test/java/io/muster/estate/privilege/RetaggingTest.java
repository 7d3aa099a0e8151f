package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Conditions on tags that the role may change, as in CloudGoat's {@code iam_privesc_by_ec2} and {@code iam_privesc_by_key_rotation}.
 */
class RetaggingTest {

    private static final String IF =
            "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*','Condition':{'%s':{'%s':'%s'}}}";

    @ParameterizedTest
    @CsvSource({
        "StringEquals,    aws:ResourceTag/team,  blue, x:y,                    ",
        "StringEquals,    aws:ResourceTag/team,  red,  x:y,            YES",
        "StringEquals,    aws:ResourceTag/team,  red,  iam:TagRole,    YES",
        "StringEquals,    aws:ResourceTag/team,  blue, iam:TagRole,    POSSIBLE",
        "StringNotEquals, iam:ResourceTag/team,  red,  iam:UntagRole,  POSSIBLE",
        "StringEquals,    aws:ResourceTag/team,  blue, ec2:CreateTags,         ",
        "StringEquals,    aws:PrincipalTag/team, blue, x:y,                    ",
        "StringEquals,    aws:PrincipalTag/team, blue, iam:TagRole,    POSSIBLE"
    })
    void assumesARole(String operator, String key, String value, String besides, Certainty expected) {
        // given
        MadeRole self = role("self").trustedByEc2().inline(IF.formatted(operator, key, value), allow(besides, "*"));
        Estates.Made<Role> admin = () -> role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'111122223333'}}")
                .resource()
                .withTags(Map.of("team", "red"));
        Estate estate = Estates.estate().with(self, admin).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** A denial by a tag, which the role takes away if the denial leaves it that. */
    @ParameterizedTest
    @CsvSource({
        "ssm:*,                x:y,            ",
        "ssm:*,                ec2:DeleteTags, YES",
        "ssm:*' 'ec2:*,        ec2:DeleteTags, "
    })
    void opensASessionOnAnInstance(String denied, String besides, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("ssm:StartSession", "*"),
                        allow(besides, "*"),
                        "{'Effect':'Deny','Action':['" + denied.replace("' '", "','")
                                + "'],'Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/guarded':'yes'}}}");

        // when, then
        assertThat(takesTheGuarded(self))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The same where what changes the tag is allowed under a condition, of which it is not known whether it holds, or cannot lift the denial. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StringEquals    | ec2:CreateTags | {'StringEquals':{'ec2:CreateAction':'RunInstances'}} |",
                "StringEquals    | ec2:DeleteTags | {'StringEquals':{'ec2:CreateAction':'RunInstances'}} |",
                "StringEquals    | ec2:CreateTags | {'StringEquals':{'aws:SourceVpc':'vpc-1'}}           | POSSIBLE",
                "StringEquals    | ec2:CreateTags | {'ForAllValues:StringEquals':{'aws:TagKeys':'Name'}} |",
                "StringEquals    | ec2:CreateTags | {'ForAllValues:StringEquals':{'aws:TagKeys':['Name','Guarded']}} | YES",
                "StringEquals    | ec2:CreateTags | {'ForAllValues:StringLike':{'aws:TagKeys':'G*'}}     | POSSIBLE",
                "StringEquals    | ec2:CreateTags | {'StringEquals':{'aws:RequestTag/guarded':'no'}}     | POSSIBLE",
                "StringEquals    | ec2:CreateTags | {'Null':{'aws:RequestTag/guarded':'true'}}           |",
                "StringEquals    | ec2:CreateTags | {}                                                   | YES",
                "StringEquals    | ec2:DeleteTags | {}                                                   | YES",
                "StringNotEquals | ec2:CreateTags | {}                                                   | YES",
                "StringNotEquals | ec2:DeleteTags | {}                                                   |"
            })
    void aDenialIsLiftedAsFarAsTheTagIsTheRolesToChange(
            String operator, String action, String condition, Certainty expected) {
        // given
        String value = operator.equals("StringEquals") ? "yes" : "no";
        MadeRole self = role("self")
                .inline(
                        allow("ssm:StartSession", "*"),
                        "{'Effect':'Allow','Action':'" + action + "','Resource':'*','Condition':" + condition + "}",
                        "{'Effect':'Deny','Action':'ssm:*','Resource':'*','Condition':{'" + operator
                                + "':{'aws:ResourceTag/guarded':'" + value + "'}}}");

        // when, then
        assertThat(takesTheGuarded(self))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** A tag that the organization protects, as in AWS's example against changes of tags but by authorized principals. */
    @ParameterizedTest
    @CsvSource({
        "StringEquals, guarded, ec2:CreateTags,",
        "StringEquals, guarded, ec2:DeleteTags,",
        "StringLike,   gu*,     ec2:CreateTags,",
        "StringEquals, other,   ec2:CreateTags, YES",
        "StringEquals, other,   ec2:DeleteTags, YES"
    })
    void aTagThatIsProtectedLiftsNoDenial(String operator, String protectedTag, String action, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("ssm:StartSession," + action, "*"),
                        "{'Effect':'Deny','Action':'ssm:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/guarded':'yes'}}}",
                        "{'Effect':'Deny','Action':['ec2:CreateTags','ec2:DeleteTags'],'Resource':'*','Condition':{"
                                + "'ForAnyValue:" + operator + "':{'aws:TagKeys':'" + protectedTag + "'},"
                                + "'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/tag-admin'}}}");

        // when, then
        assertThat(takesTheGuarded(self))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The ways to the role of an administrator by the instance that has it, whose tag says that it is guarded. */
    private static List<Certainty> takesTheGuarded(MadeRole self) {
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estates.Made<Instance> guarded =
                () -> instance("i-1").profile("p").resource().withTags(Map.of("guarded", "yes"));
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), guarded, Made.node("i-1", "Online"))
                .build();
        return PrivilegeGraph.of(estate).escalations(self.resource()).stream()
                .map(Escalation::certainty)
                .toList();
    }
}
