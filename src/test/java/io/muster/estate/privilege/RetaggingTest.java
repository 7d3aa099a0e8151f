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
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estates.Made<Instance> guarded =
                () -> instance("i-1").profile("p").resource().withTags(Map.of("guarded", "yes"));
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), guarded, Made.node("i-1", "Online"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }
}
