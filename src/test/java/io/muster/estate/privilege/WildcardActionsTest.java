package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WildcardActionsTest {

    private static final String ALL = allow("*", "*");
    private static final String GUARDED = "{'Effect':'Deny','NotAction':['s3:*','ec2:Describe*'],'Resource':'*'}";

    @ParameterizedTest
    @MethodSource
    void actionsOnEverything(MadeRole role, List<String> expected) {
        // given
        RolePrivileges privileges =
                RolePrivileges.of(role.resource(), Estates.estate().with(role).build());

        // when, then
        assertThat(WildcardActions.of(privileges)).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> actionsOnEverything() {
        return Stream.of(
                argumentSet("everything", role("r").inline(ALL), List.of("*")),
                argumentSet("on one resource", role("r").inline(allow("s3:*", "arn:aws:s3:::b")), List.of()),
                argumentSet("denied", role("r").inline(allow("s3:*,ec2:*", "*"), deny("s3:*", "*")), List.of("ec2:*")),
                argumentSet(
                        "denied in part",
                        role("r").inline(ALL, deny("s3:*,iam:Put*", "*")),
                        List.of("* but iam:put*, s3:*")),
                argumentSet(
                        "denied in a part that is not allowed",
                        role("r").inline(allow("ec2:*", "*"), deny("s3:*,ec2:Run*", "*")),
                        List.of("ec2:* but ec2:run*")),
                argumentSet(
                        "all but some",
                        role("r").inline("{'Effect':'Allow','NotAction':['iam:*','sts:*'],'Resource':'*'}"),
                        List.of("* but iam:*, sts:*")),
                argumentSet(
                        "all but some, within a boundary",
                        role("r")
                                .inline("{'Effect':'Allow','NotAction':['iam:*','s3:Put*'],'Resource':'*'}")
                                .boundary(allow("s3:*,iam:Get*", "*")),
                        List.of("s3:* but s3:put*")),
                argumentSet("within a boundary", role("r").inline(ALL).boundary(allow("s3:*", "*")), List.of("s3:*")),
                argumentSet("denied but for some", role("r").inline(ALL, GUARDED), List.of("ec2:describe*", "s3:*")),
                argumentSet(
                        "denied but for more and less",
                        role("r").inline(allow("ec2:*,s3:GetObject,iam:*", "*"), GUARDED),
                        List.of("ec2:describe*", "s3:getobject")),
                argumentSet(
                        "denied but for some that is denied as well",
                        role("r").inline(ALL, deny("s3:*", "*"), GUARDED),
                        List.of("ec2:describe*")),
                argumentSet(
                        "denied but for some by a boundary",
                        role("r").inline(ALL).boundary(ALL, GUARDED),
                        List.of("ec2:describe*", "s3:*")),
                argumentSet(
                        "denied but for some under a condition that may not hold",
                        role("r").inline(ALL, given(GUARDED, "aws:PrincipalTag/a")),
                        List.of("*")),
                argumentSet(
                        "denied but for some under a condition that holds",
                        role("r").inline(ALL, given(GUARDED, "aws:PrincipalAccount")),
                        List.of("ec2:describe*", "s3:*")),
                argumentSet(
                        "denied but for some on some resources",
                        role("r").inline(ALL, GUARDED.replace("'*'}", "'arn:aws:s3:::b'}")),
                        List.of("*")),
                argumentSet(
                        "denied but for what is not allowed",
                        role("r").inline("{'Effect':'Allow','NotAction':'s3:*','Resource':'*'}", GUARDED),
                        List.of("ec2:describe*")),
                argumentSet(
                        "allowed under a condition that holds",
                        role("r").inline(given(allow("s3:*", "*"), "aws:PrincipalAccount")),
                        List.of("s3:*")));
    }

    private static String given(String statement, String key) {
        return statement.replaceFirst("}$", ",'Condition':{'StringEquals':{'" + key + "':'" + Estates.ACCOUNT + "'}}}");
    }
}
