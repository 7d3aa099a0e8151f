package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that CloudFormation makes in a forward access session, as it does also with a role that it was given.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html">CloudFormation
 *     User Guide, forward access sessions (FAS) requests and permission evaluation</a>
 */
class ForwardedRequestsTest {

    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'%s'}}";

    /** By roles that CloudFormation alone gets, that it gets beside another service, and never, and of which the trust policy was not read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Bool':{'aws:ViaAWSService':'true'}                                             | YES | POSSIBLE | NO  | POSSIBLE
                    'Bool':{'aws:ViaAWSService':'false'}                                            | NO  | YES      | YES | POSSIBLE
                    'ForAnyValue:StringEquals':{'aws:CalledVia':['cloudformation.amazonaws.com']}   | YES | POSSIBLE | NO  | POSSIBLE
                    'StringEquals':{'aws:CalledViaFirst':'cloudformation.amazonaws.com'}            | YES | POSSIBLE | NO  | POSSIBLE
                    'StringLike':{'aws:CalledViaLast':'cloudformation.*'}                           | YES | POSSIBLE | NO  | POSSIBLE
                    'ForAnyValue:StringEquals':{'aws:CalledVia':['dynamodb.amazonaws.com']}         | NO  | NO       | NO  | POSSIBLE
                    'Null':{'aws:CalledVia':'true'}                                                 | NO  | YES      | YES | POSSIBLE
                    """)
    void requestsOfStacks(String condition, Certainty alone, Certainty beside, Certainty never, Certainty unread) {
        String stacks = BY.formatted("cloudformation.amazonaws.com");
        String others = BY.formatted("lambda.amazonaws.com");

        assertThat(Stream.of(List.of(stacks), List.of(stacks, others), List.of(others), List.of("{'No':'sense'}"))
                        .map(trust -> decided(condition, "Allow", trust)))
                .containsExactly(alone, beside, never, unread);
        assertThat(decided(condition, "Deny", List.of(stacks))).isEqualTo(alone.not());
        assertThat(decided(condition, "Deny", List.of("{'No':'sense'}"))).isEqualTo(Certainty.POSSIBLE);
    }

    private static Certainty decided(String condition, String effect, List<String> trust) {
        MadeRole role = role("r")
                .trust(trust.toArray(String[]::new))
                .inline(
                        effect.equals("Deny") ? allow("*", "*") : allow("none:*", "*"),
                        "{'Effect':'" + effect + "','Action':'*','Resource':'*','Condition':{" + condition + "}}");
        return RolePrivileges.of(role.resource(), Estates.estate().with(role).build())
                .allows("sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:q");
    }

    /** A role that makes stacks has CloudFormation ask for what it may do in that way alone: for changes of identities, and to pass roles. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    iam:PutRolePolicy | 'ForAnyValue:StringEquals':{'aws:CalledVia':['cloudformation.amazonaws.com']} | PutRolePolicy    | POSSIBLE
                    iam:PutRolePolicy | 'ForAnyValue:StringEquals':{'aws:CalledVia':['dynamodb.amazonaws.com']}       | PutRolePolicy    | -
                    iam:PutRolePolicy | 'StringEquals':{'aws:CalledViaFirst':'cloudformation.amazonaws.com'}          | PutRolePolicy    | POSSIBLE
                    iam:PutRolePolicy | 'Bool':{'aws:ViaAWSService':'true'}                                           | PutRolePolicy    | POSSIBLE
                    iam:PutRolePolicy | 'Bool':{'aws:ViaAWSService':'false'}                                          | PutRolePolicy    | YES
                    iam:PutRolePolicy | 'Bool':{'aws:SecureTransport':'true'}                                         | PutRolePolicy    | YES
                    iam:*             | 'Bool':{'aws:ViaAWSService':'true'}                                           | CreateRole+AttachRolePolicy | POSSIBLE
                    iam:PassRole      | 'Bool':{'aws:ViaAWSService':'true'}                                           | PassRole+CreateFunction+InvokeFunction | POSSIBLE
                    sts:AssumeRole    | 'Bool':{'aws:ViaAWSService':'true'}                                           | AssumeRole       | -
                    """)
    void whatARoleDoesByStacks(String action, String condition, String path, Certainty expected) {
        String conditional =
                "{'Effect':'Allow','Action':'" + action + "','Resource':'*','Condition':{" + condition + "}}";
        Certainty direct = expected == Certainty.POSSIBLE ? null : expected;

        assertThat(escalation(path, conditional, allow("cloudformation:CreateStack, lambda:*", "*")))
                .isEqualTo(expected);
        assertThat(escalation(path, conditional, allow("cloudformation:Describe*, lambda:*", "*")))
                .isEqualTo(direct);
    }

    /** What is denied but to services is done by stacks; what is denied to services, directly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    'BoolIfExists':{'aws:ViaAWSService':'false'}    | cloudformation:* | POSSIBLE
                    'BoolIfExists':{'aws:ViaAWSService':'false'}    | x:y              | -
                    'Bool':{'aws:ViaAWSService':'true'}             | cloudformation:* | YES
                    'Null':{'aws:CalledVia':'true'}                 | cloudformation:* | POSSIBLE
                    """)
    void whatIsDeniedButByStacks(String condition, String besides, Certainty expected) {
        String denial = "{'Effect':'Deny','Action':'iam:*','Resource':'*','Condition':{" + condition + "}}";

        assertThat(escalation("PutRolePolicy", denial, allow("iam:PutRolePolicy, " + besides, "*")))
                .isEqualTo(expected);
    }

    /** Who changes tags first and then asks directly meets neither denial, whatever stacks are denied. */
    @Test
    void whatIsDeniedToStacksAndByTagsIsDoneDirectlyOnceTagged() {
        // given
        String byTags = "{'Effect':'Deny','Action':'iam:PutRolePolicy','Resource':'*',"
                + "'Condition':{'StringNotEquals':{'aws:PrincipalTag/x':'y'}}}";
        String byStacks =
                "{'Effect':'Deny','Action':'iam:*','Resource':'*','Condition':{'Bool':{'aws:ViaAWSService':'true'}}}";

        // when
        Certainty certainty = escalation(
                "PutRolePolicy", allow("iam:TagRole, iam:PutRolePolicy, cloudformation:*", "*"), byTags, byStacks);

        // then
        assertThat(certainty).isEqualTo(Certainty.YES);
    }

    /** The limits that a role would be without are those of the stacks that it makes as well. */
    @Test
    void whatARoleWouldDoByStacksWithoutItsLimits() {
        // given
        MadeRole self = role("self")
                .trustedByEc2()
                .inline(allow("cloudformation:CreateStack", "*"))
                .inline("{'Effect':'Allow','Action':'iam:PutRolePolicy','Resource':'*','Condition':"
                        + "{'Bool':{'aws:ViaAWSService':'true'}}}")
                .inline("{'Effect':'Deny','Action':'cloudformation:*','Resource':'*'}");
        MadeRole bounded = role("bounded")
                .trustedByEc2()
                .inline(
                        allow("cloudformation:CreateStack", "*"),
                        "{'Effect':'Allow','Action':'iam:PutRolePolicy','Resource':'*','Condition':"
                                + "{'Bool':{'aws:ViaAWSService':'true'}}}")
                .boundary(allow("iam:*", "*"));
        Estate estate = Estates.estate().with(self, bounded).build();
        RolePrivileges denied = RolePrivileges.of(self.resource(), estate);
        RolePrivileges limited = RolePrivileges.of(bounded.resource(), estate);

        // when
        List<Certainty> certainties = Stream.of(
                        denied, denied.without(Set.of("inline-3")), limited, limited.withoutBoundary())
                .map(role -> role.retagging().allows("iam:PutRolePolicy", role.arn()))
                .toList();

        // then
        assertThat(certainties).containsExactly(Certainty.NO, Certainty.POSSIBLE, Certainty.NO, Certainty.POSSIBLE);
    }

    /** Stacks hold what runs with the role that is passed as well, but assume no roles and start no sessions. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    iam:PassRole, lambda:*           | PassRole+CreateFunction+InvokeFunction | POSSIBLE
                    iam:PassRole, ecs:*              | PassRole+CreateFunction+InvokeFunction | -
                    sts:*                            | AssumeRole                             | -
                    lambda:*                         | UpdateFunctionCode                     | POSSIBLE
                    """)
    void whatRunsInStacks(String actions, String path, Certainty expected) {
        for (String condition : List.of(
                "'Bool':{'aws:ViaAWSService':'true'}",
                "'ForAnyValue:StringEquals':{'aws:CalledVia':['cloudformation.amazonaws.com']}")) {
            String forwarded = allow(actions, "*").replaceFirst("}$", ",'Condition':{" + condition + "}}");

            assertThat(escalation(path, forwarded, allow("cloudformation:CreateStack", "*")))
                    .isEqualTo(expected);
            assertThat(escalation(path, forwarded)).isNull();
        }
    }

    /** A session is the caller's own, whoever may make stacks. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:StartSession",
                "SSM:startsession",
                "ec2-instance-connect:SendSSHPublicKey",
                "ecs:ExecuteCommand",
                "sts:AssumeRole"
            })
    void noSessionIsAStacks(String action) {
        MadeRole self = role("self")
                .trustedByEc2()
                .inline(
                        allow("cloudformation:*", "*"),
                        allow(action, "*").replaceFirst("}$", ",'Condition':{'Bool':{'aws:ViaAWSService':'true'}}}"));
        RolePrivileges role =
                RolePrivileges.of(self.resource(), Estates.estate().with(self).build());

        assertThat(role.retagging().allows(action, "*")).isEqualTo(Certainty.NO);
    }

    /** A change set makes a stack as well, by two actions on one; a stack that may be updated is there perhaps. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    cloudformation:CreateStack                                     | *                                        |                                          | POSSIBLE
                    cloudformation:CreateChangeSet, cloudformation:ExecuteChangeSet | *                                       |                                          | POSSIBLE
                    cloudformation:CreateChangeSet                                 | *                                        |                                          | -
                    cloudformation:ExecuteChangeSet                                | *                                        |                                          | -
                    cloudformation:CreateChangeSet                                 | arn:aws:cloudformation:*:*:stack/a-*/*   | arn:aws:cloudformation:*:*:stack/a-b*/*  | POSSIBLE
                    cloudformation:CreateChangeSet                                 | arn:aws:cloudformation:*:*:stack/a/*     | arn:aws:cloudformation:*:*:stack/b/*     | -
                    cloudformation:UpdateStack                                     | *                                        |                                          | POSSIBLE
                    cloudformation:DeleteStack                                     | *                                        |                                          | -
                    """)
    void theWaysToMakeAStack(String actions, String stack, String executedOn, Certainty expected) {
        String forwarded =
                "{'Effect':'Allow','Action':'iam:*','Resource':'*','Condition':{'Bool':{'aws:ViaAWSService':'true'}}}";
        String executed = executedOn == null ? allow("x:y", "*") : allow("cloudformation:ExecuteChangeSet", executedOn);

        assertThat(escalation("PutRolePolicy", forwarded, allow(actions, stack), executed))
                .isEqualTo(expected);
    }

    /** CloudFormation gets a role perhaps that everyone gets; who gets it besides asks directly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Principal':'*'                                                                             | POSSIBLE | YES      | POSSIBLE | YES
                    'NotPrincipal':{'AWS':'999988887777'}                                                       | POSSIBLE | YES      | POSSIBLE | YES
                    'Principal':{'Service':['ec2.amazonaws.com','cloudformation.amazonaws.com']}                | POSSIBLE | YES      | YES      | YES
                    'Principal':{'Service':'ec2.amazonaws.com'}                                                 | NO       | YES      | NO       | YES
                    'Principal':{'Service':'cloudformation.amazonaws.com'}                                      | YES      | NO       | YES      | NO
                    'Principal':{'AWS':'111122223333','Service':'cloudformation.amazonaws.com'}                 | POSSIBLE | YES      | YES      | YES
                    'Principal':{'AWS':'AIDAABCDEFGHIJKLMNOPQ','Service':'cloudformation.amazonaws.com'}        | YES      | POSSIBLE | YES      | POSSIBLE
                    'Principal':{'Service':['ec2.amazonaws.com.cn','cloudformation.amazonaws.com']}             | POSSIBLE | YES      | YES      | YES
                    'Principal':{'AWS':['AIDAABCDEFGHIJKLMNOPQ','*']},'Condition':{'Bool':{'aws:Unknown':'x'}}  | POSSIBLE | POSSIBLE | POSSIBLE | POSSIBLE
                    """)
    void whoElseGetsTheRole(
            String principals, Certainty stacks, Certainty direct, Certainty directDenied, Certainty stacksDenied) {
        String trust = "{'Effect':'Allow','Action':'sts:AssumeRole'," + principals + "}";
        String byStacks = "'Bool':{'aws:ViaAWSService':'true'}";
        String directly = "'Bool':{'aws:ViaAWSService':'false'}";

        assertThat(Stream.of(
                        decided(byStacks, "Allow", List.of(trust)),
                        decided(directly, "Allow", List.of(trust)),
                        decided(directly, "Deny", List.of(trust)),
                        decided(byStacks, "Deny", List.of(trust))))
                .containsExactly(stacks, direct, directDenied, stacksDenied);
    }

    /** Who has the tags that it takes, and gets the role beside CloudFormation, assumes the other one, though it may change the tags as well. */
    @Test
    void assumesAnotherRoleDirectlyAndByTheTagsThatItHas() {
        // given
        Estates.Made<Role> self = () -> role("self")
                .trust(BY.formatted("ec2.amazonaws.com"), BY.formatted(Requester.STACKS))
                .inline(
                        allow("iam:TagRole", "*"),
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*','Condition':{"
                                + "'Bool':{'aws:ViaAWSService':'false'},'StringEquals':{'aws:PrincipalTag/x':'y'}}}")
                .resource()
                .withTags(Map.of("x", "y"));
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'111122223333'}}");
        Estate estate = Estates.estate().with(self, admin).build();

        // when
        List<Escalation> escalations = PrivilegeGraph.of(estate).escalations(self.resource());

        // then
        assertThat(escalations)
                .filteredOn(one -> one.name().equals("AssumeRole"))
                .extracting(Escalation::certainty)
                .containsExactly(Certainty.YES);
    }

    /** Of two actions on one resource, a stack does the one and not the other: both are done directly once the role has the tag that they take. */
    @Test
    void whatOneResourceTakesIsAskedOfOneWayToAsk() {
        // given
        MadeRole self = role("self")
                .trustedByEc2()
                .inline(
                        allow("iam:TagRole, cloudformation:*, appstream:*", "*"),
                        "{'Effect':'Deny','Action':'appstream:*','Resource':'*',"
                                + "'Condition':{'StringNotEquals':{'aws:PrincipalTag/x':'y'}}}",
                        "{'Effect':'Deny','Action':'appstream:*','Resource':'*',"
                                + "'Condition':{'Bool':{'aws:ViaAWSService':'true'}}}");
        RolePrivileges role = RolePrivileges.of(
                        self.resource(), Estates.estate().with(self).build())
                .retagging();
        String builders = "arn:aws:appstream:*:111122223333:image-builder/*";

        // when
        Certainty certainty = SomeResource.of(
                role,
                builders,
                Stream.of("appstream:CreateImageBuilder", "appstream:CreateImageBuilderStreamingURL")
                        .map(action -> role.request(action, builders))
                        .toList());

        // then
        assertThat(certainty).isEqualTo(Certainty.YES);
    }

    private static Certainty escalation(String path, String... statements) {
        MadeRole self = role("self").trustedByEc2().inline(statements);
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust(
                        BY.formatted("lambda.amazonaws.com"),
                        "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'111122223333'}}");
        Estate estate = Estates.estate().with(self, admin).build();
        return PrivilegeGraph.of(estate).escalations(self.resource()).stream()
                .filter(one -> one.name().equals(path))
                .map(Escalation::certainty)
                .reduce(Certainty::or)
                .orElse(null);
    }

    /** What a role may do is told of requests that it makes itself: where services may do otherwise on its behalf, that is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'Effect':'Allow','Action':'kms:Decrypt','Condition':{'StringLike':{'kms:ViaService':'s3.*'}}    | NO  | true
                    'Effect':'Allow','Action':'kms:*','Condition':{'Bool':{'aws:ViaAWSService':'true'}}             | NO  | true
                    'Effect':'Allow','Action':'s3:*','Condition':{'Bool':{'aws:ViaAWSService':'true'}}              | NO  | false
                    'Effect':'Allow','Action':'kms:*','Condition':{'Bool':{'aws:SecureTransport':'false'}}          | NO  | false
                    'Effect':'Allow','Action':'*','Condition':{'Null':{'aws:CalledViaLast':'true'}}                 | YES | true
                    'Effect':'Allow','Action':'*'                                                                   | YES | false
                    """)
    void saysWhereServicesMayDoOtherwise(String statement, Certainty verdict, boolean said) {
        // given
        MadeRole self = role("self").trustedByEc2().inline("{" + statement + ",'Resource':'*'}");
        RolePrivileges privileges =
                RolePrivileges.of(self.resource(), Estates.estate().with(self).build());

        // when
        Decision decision = privileges.decide("kms:Decrypt", "*");

        // then
        assertThat(decision.verdict()).isEqualTo(verdict);
        assertThat(decision.reasons().stream().anyMatch(reason -> reason.contains("a service makes for the role")))
                .isEqualTo(said);
    }
}
