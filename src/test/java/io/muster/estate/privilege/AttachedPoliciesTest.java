package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.deny;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.EscalationTest.escalations;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Escalations by attaching a policy: which ones the role may choose, and what they would give it. */
class AttachedPoliciesTest {

    static Stream<Arguments> attachedPolicies() {
        String managed = "arn:aws:iam::aws:policy/";
        return Stream.of(
                argumentSet("all", "'ArnLike':{'iam:PolicyARN':'*'}", Certainty.YES),
                argumentSet(
                        "all but administrators'",
                        "'ArnNotEquals':{'iam:PolicyARN':'" + managed + "AdministratorAccess'}",
                        Certainty.YES),
                argumentSet(
                        "the one for all of IAM",
                        "'ArnEquals':{'iam:PolicyARN':'" + managed + "IAMFullAccess'}",
                        Certainty.YES),
                argumentSet(
                        "the one for all but IAM",
                        "'ArnEquals':{'iam:PolicyARN':'" + managed + "PowerUserAccess'}",
                        Certainty.POSSIBLE),
                argumentSet(
                        "one that reads",
                        "'ArnEquals':{'iam:PolicyARN':'" + managed + "ReadOnlyAccess'}",
                        Certainty.NO),
                argumentSet(
                        "neither",
                        "'ArnNotEquals':{'iam:PolicyARN':['" + managed + "AdministratorAccess','" + managed
                                + "IAMFullAccess']}",
                        Certainty.POSSIBLE),
                argumentSet("any of the account's own", own("*"), Certainty.POSSIBLE),
                argumentSet("one of the account's own that is not known", own("teams/x"), Certainty.POSSIBLE),
                argumentSet("a path of the account's own", own("teams/*"), Certainty.POSSIBLE),
                argumentSet(
                        "a path in any account",
                        "'StringLike':{'iam:PolicyARN':'arn:aws:iam::*:policy/teams/*'}",
                        Certainty.POSSIBLE),
                argumentSet(
                        "a text that holds an asterisk",
                        "'StringEquals':{'iam:PolicyARN':'arn:aws:iam::111122223333:policy/*'}",
                        Certainty.POSSIBLE),
                argumentSet(
                        "a path in another account",
                        "'ArnLike':{'iam:PolicyARN':'arn:aws:iam::444455556666:policy/teams/*'}",
                        Certainty.NO),
                argumentSet(
                        "a path of AWS",
                        "'ArnLike':{'iam:PolicyARN':'arn:aws:iam::aws:policy/service-role/*'}",
                        Certainty.NO),
                argumentSet(
                        "none of the account's own nor of AWS",
                        "'ArnNotLike':{'iam:PolicyARN':['arn:aws:iam::111122223333:*','" + managed + "*']}",
                        Certainty.NO));
    }

    private static String own(String policy) {
        return "'ArnLike':{'iam:PolicyARN':'arn:aws:iam::111122223333:policy/" + policy + "'}";
    }

    /** The request to attach names the policy, which the role therefore chooses. */
    @ParameterizedTest
    @MethodSource("attachedPolicies")
    void anyPolicyThatMakesAnAdministratorMayBeAttached(String condition, Certainty expected) {
        String allow = allow("iam:AttachRolePolicy, iam:AttachUserPolicy", "*")
                .replaceFirst("}$", ",'Condition':{" + condition + "}}");

        List<Escalation> found =
                escalations(role("self").inline(allow, allow("iam:CreateAccessKey, iam:CreateUser", "*")));

        for (String name : List.of("AttachRolePolicy", "AttachUserPolicy+CreateAccessKey")) {
            assertThat(found)
                    .filteredOn(escalation -> escalation.name().equals(name))
                    .as(name)
                    .extracting(Escalation::certainty)
                    .containsExactlyElementsOf(expected == Certainty.NO ? List.of() : List.of(expected));
        }
    }

    static Stream<Arguments> ownPolicies() {
        return Stream.of(
                argumentSet("of an administrator", role("other").attached(allow("*", "*")), Certainty.YES),
                argumentSet("for all of IAM", role("other").attached(allow("iam:*", "*")), Certainty.YES),
                argumentSet("that could not be read", role("other").attachedDocument(null), Certainty.POSSIBLE),
                argumentSet(
                        "under a condition",
                        role("other")
                                .attached("{'Effect':'Allow','Action':'*','Resource':'*',"
                                        + "'Condition':{'StringEquals':{'aws:PrincipalTag/a':'b'}}}"),
                        Certainty.POSSIBLE),
                argumentSet("that reads", role("other").attached(allow("s3:Get*", "*")), Certainty.NO),
                argumentSet(
                        "that denies to change identities",
                        role("other").attached(allow("*", "*"), deny("iam:CreatePolicyVersion", "*")),
                        Certainty.NO));
    }

    @ParameterizedTest
    @MethodSource("ownPolicies")
    void aPolicyOfTheAccountsOwnMayBeAttached(MadeRole other, Certainty expected) {
        String allow = "{'Effect':'Allow','Action':'iam:AttachRolePolicy','Resource':'*','Condition':"
                + "{'ArnEquals':{'iam:PolicyARN':['%s/attached-1']}}}".formatted("arn:aws:iam::111122223333:policy");

        List<Escalation> found = escalations(role("self").inline(allow), other);

        assertThat(found)
                .filteredOn(escalation -> escalation.name().equals("AttachRolePolicy"))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(expected == Certainty.NO ? List.of() : List.of(expected));
    }

    /** Besides the allowance to attach any: by one that is left, the role gets the rights to give itself the others. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    AdministratorAccess                             | -                 | YES
                    AdministratorAccess, IAMFullAccess              | -                 | POSSIBLE
                    AdministratorAccess, IAMFullAccess, PowerUserAccess | -             | POSSIBLE
                    AdministratorAccess                             | ec2:*             | YES
                    """)
    void policiesThatAreDenied(String policies, String action, Certainty expected) {
        String condition = Stream.of(policies.split(", "))
                .map(policy -> "'arn:aws:iam::aws:policy/" + policy + "'")
                .collect(Collectors.joining(",", "{'ArnEquals':{'iam:PolicyARN':[", "]}}"));
        MadeRole self = role("self")
                .inline(
                        allow("iam:AttachRolePolicy", "*"),
                        deny("iam:AttachRolePolicy", "*").replaceFirst("}$", ",'Condition':" + condition + "}"));
        if (action != null) {
            self.inline(deny(action, "*"));
        }

        assertThat(escalations(self))
                .filteredOn(way -> way.name().equals("AttachRolePolicy") && way.administrator())
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @Test
    void aPolicyThatBoundsMayBeAttached() {
        String allow = "{'Effect':'Allow','Action':'iam:AttachRolePolicy','Resource':'*','Condition':"
                + "{'ArnEquals':{'iam:PolicyARN':'arn:aws:iam::111122223333:policy/boundary'}}}";

        assertThat(escalations(role("self").inline(allow), role("other").boundary(allow("*", "*"))))
                .filteredOn(escalation -> escalation.name().equals("AttachRolePolicy"))
                .extracting(Escalation::certainty)
                .containsExactly(Certainty.YES);
    }
}
