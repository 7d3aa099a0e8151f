package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.EscalationTest.escalations;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What published ways need besides their actions, without which they are no certain ones. */
class PublishedEscalationsTest {

    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'%s'}}";

    /**
     * A cluster, a queue or a job may not be there, unless the role makes it; launch configurations and Data Pipeline are not there for new
     * accounts.
     *
     * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/create-launch-config.html">Amazon EC2 Auto Scaling User Guide,
     *     create a launch configuration</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ecs:RegisterTaskDefinition, ecs:RunTask       | ecs-tasks | PassRole+RegisterTaskDefinition+RunTask    | POSSIBLE
                    ecs:RegisterTaskDefinition, ecs:RunTask, ecs:CreateCluster | ecs-tasks | PassRole+RegisterTaskDefinition+RunTask | YES
                    ecs:RunTask                                   | ecs-tasks | PassRole+RunTask                           | POSSIBLE
                    ecs:*                                         | ecs-tasks | PassRole+RunTask                           | YES
                    ecs:RegisterTaskDefinition, ecs:UpdateService | ecs-tasks | PassRole+RegisterTaskDefinition+UpdateService | POSSIBLE
                    batch:RegisterJobDefinition, batch:SubmitJob  | ecs-tasks | PassRole+RegisterJobDefinition+SubmitJob   | POSSIBLE
                    batch:RegisterJobDefinition, batch:SubmitJob, batch:Create* | ecs-tasks | PassRole+RegisterJobDefinition+SubmitJob | YES
                    glue:UpdateJob, glue:StartJobRun              | glue      | PassRole+UpdateJob+StartJobRun             | POSSIBLE
                    glue:UpdateJob, glue:StartJobRun, glue:CreateJob | glue   | PassRole+UpdateJob+StartJobRun             | YES
                    glue:UpdateJob                                | glue      | PassRole+UpdateJob+StartJobRun             | -
                    cloudformation:UpdateStackSet                 | cloudformation | PassRole+UpdateStackSet               | POSSIBLE
                    codebuild:CreateProject, codepipeline:*       | codebuild | PassRole+CreateProject+CreatePipeline      | POSSIBLE
                    sagemaker:CreateHyperParameterTuningJob       | sagemaker | PassRole+CreateHyperParameterTuningJob     | YES
                    states:TestState                              | states    | PassRole+TestState                         | YES
                    airflow:CreateEnvironment, ec2:Create*        | airflow   | PassRole+MwaaCreateEnvironment             | YES
                    airflow:UpdateEnvironment, airflow:CreateCliToken | airflow | MwaaUpdateEnvironment                    | POSSIBLE
                    datapipeline:*                                | datapipeline | PassRole+CreatePipeline                 | POSSIBLE
                    cloudformation:CreateResource                 | cloudformation | PassRole+CreateResource               | YES
                    cloudformation:UpdateResource                 | cloudformation | PassRole+UpdateResource               | POSSIBLE
                    bedrock-agentcore:*                           | bedrock-agentcore | PassRole+CreateHarness             | YES
                    bedrock-agentcore:*Harness, bedrock-agentcore:Invoke* | bedrock-agentcore | PassRole+CreateHarness     | -
                    rolesanywhere:Create*                         | rolesanywhere | PassRole+RolesAnywhereCreateProfile    | YES
                    iot:*                                         | credentials.iot | PassRole+IotCreateRoleAlias          | YES
                    deadline:*                                    | credentials.deadline | PassRole+DeadlineCreateQueue    | YES
                    deadline:*Queue*                              | credentials.deadline | PassRole+DeadlineCreateQueue    | POSSIBLE
                    deadline:*Queue*                              | deadline       | PassRole+DeadlineCreateQueue          | -
                    deadline:*                                    | credentials.deadline | PassRole+DeadlineCreateFleet    | POSSIBLE
                    deadline:AssumeQueue*                         | credentials.deadline | DeadlineAssumeQueueRoleForUser  | POSSIBLE
                    deadline:AssumeQueueRoleForRead               | credentials.deadline | DeadlineAssumeQueueRoleForUser  | -
                    appstream:*                                   | appstream      | PassRole+AppStreamCreateImageBuilder  | YES
                    appstream:*                                   | appstream      | AppStreamCreateStreamingURL           | POSSIBLE
                    devicefarm:*                                  | devicefarm     | PassRole+DeviceFarmScheduleRun        | YES
                    devicefarm:CreateUpload, devicefarm:Schedule* | devicefarm     | PassRole+DeviceFarmScheduleRun        | POSSIBLE
                    config:*, ssm:*                               | ssm            | PassRole+PutRemediationConfigurations | POSSIBLE
                    config:Put*                                   | ssm            | PassRole+PutRemediationConfigurations | -
                    """)
    void whatHasToBeThereIsMadeOrPerhapsThere(String actions, String service, String path, Certainty expected) {
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted(service + ".amazonaws.com"));

        assertThat(certainties(path, role("self").inline(allow("iam:PassRole, " + actions, "*")), admin))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /**
     * The service that a role is passed to need not be the one that assumes it. Of App Runner and of Synthetics, AWS says it in one way in the reference and
     * in another one, or in both, in its managed policies.
     *
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
     *     Authorization Reference</a>, the values of {@code iam:PassedToService} by operation
     */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    PassRole+IotCreateRoleAlias,     credentials.iot.amazonaws.com, iot.amazonaws.com,             YES
                    PassRole+IotCreateRoleAlias,     credentials.iot.amazonaws.com, credentials.iot.amazonaws.com, -
                    PassRole+IotCreateRoleAlias,     credentials.iot.amazonaws.com, *iot.amazonaws.com,            YES
                    PassRole+IotCreateRoleAlias,     credentials.iot.amazonaws.com, ec2.amazonaws.com,             -
                    PassRole+CreateCanary,           lambda.amazonaws.com,          synthetics.amazonaws.com,      POSSIBLE
                    PassRole+CreateCanary,           lambda.amazonaws.com,          lambda.amazonaws.com,          POSSIBLE
                    PassRole+CreateCanary,           lambda.amazonaws.com,          *.amazonaws.com,               YES
                    PassRole+CreateCanary,           lambda.amazonaws.com,          ec2.amazonaws.com,             -
                    PassRole+CreateActivation,       ssm.amazonaws.com,             ssm.amazonaws.com,             YES
                    PassRole+CreateActivation,       ssm.amazonaws.com,             ec2.amazonaws.com,             -
                    PassRole+DeadlineCreateQueue,    credentials.deadline.amazonaws.com, deadline.amazonaws.com,   YES
                    PassRole+DeadlineCreateQueue,    credentials.deadline.amazonaws.com, credentials.deadline.amazonaws.com, -
                    PassRole+AppRunnerCreateService, tasks.apprunner.amazonaws.com, apprunner.amazonaws.com,       POSSIBLE
                    PassRole+AppRunnerCreateService, tasks.apprunner.amazonaws.com, build.apprunner.amazonaws.com, -
                    """)
    void theServiceThatARoleIsPassedTo(String path, String assuming, String passedTo, Certainty expected) {
        MadeRole self = role("self")
                .inline(
                        allow("iot:*, apprunner:*, deadline:*, ssm:CreateActivation, synthetics:*", "*"),
                        "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':"
                                + "{'StringLike':{'iam:PassedToService':'%s'}}}".formatted(passedTo));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted(assuming));

        assertThat(certainties(path, self, admin))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Where AWS names a service in several ways, a policy that has one of the names allows it perhaps, and one that has all certainly. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tasks.apprunner.amazonaws.com | apprunner.amazonaws.com       | POSSIBLE
                    tasks.apprunner.amazonaws.com | tasks.apprunner.amazonaws.com | POSSIBLE
                    tasks.apprunner.amazonaws.com | bullet.amazonaws.com          | POSSIBLE
                    tasks.apprunner.amazonaws.com | apprunner.amazonaws.com','bullet.amazonaws.com | POSSIBLE
                    tasks.apprunner.amazonaws.com | apprunner.amazonaws.com','bullet.amazonaws.com','tasks.apprunner.amazonaws.com | YES
                    tasks.apprunner.amazonaws.com | *.amazonaws.com               | YES
                    tasks.apprunner.amazonaws.com | build.apprunner.amazonaws.com | NO
                    synthetics.amazonaws.com      | lambda.amazonaws.com          | POSSIBLE
                    synthetics.amazonaws.com      | lambda.amazonaws.com','synthetics.amazonaws.com | YES
                    credentials.iot.amazonaws.com | iot.amazonaws.com             | YES
                    credentials.iot.amazonaws.com | credentials.iot.amazonaws.com | NO
                    ec2.amazonaws.com             | ec2.amazonaws.com             | YES
                    """)
    void namesOfOneService(String service, String allowed, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline("{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':"
                        + "{'StringLike':{'iam:PassedToService':['%s']}}}".formatted(allowed));
        Estate estate = Estates.estate().with(self).build();
        RolePrivileges privileges = AccountPrivileges.of(estate).of(self.resource());

        // when, then
        assertThat(privileges.allows(Passing.to(privileges, "arn:aws:iam::111122223333:role/other", service)))
                .isEqualTo(expected);
    }

    /** A role that belongs to a service runs nothing of its account's, though its trust policy names the service. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sagemaker | iam:PassRole, sagemaker:*
                    ssm       | iam:PassRole, ssm:StartAutomationExecution, ssm:CreateDocument
                    lambda    | lambda:UpdateFunctionCode
                    """)
    void serviceLinkedRoles(String service, String actions) {
        // given
        MadeRole self = role("self").inline(allow(actions, "*"));
        MadeRole linked = role("aws-service-role/" + service + ".amazonaws.com/AWSServiceRoleForX")
                .attached(allow("ec2:*, s3:*, rds:*", "*"))
                .trust(BY.formatted(service + ".amazonaws.com"));
        Estate estate = Estates.estate().with(self, linked).build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource())).isEmpty();
    }

    /** Rights over one type of a service's resources are none over another, though an asterisk of an ARN may stand for a colon. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    lambda | lambda:* | arn:aws:lambda:*:*:function:*             | PassRole+CreateFunction+InvokeFunction     | YES
                    lambda | lambda:* | arn:aws:lambda:*:*:function:team-*        | PassRole+CreateFunction+InvokeFunction     | YES
                    lambda | lambda:* | arn:aws:lambda:*:*:layer:*                | PassRole+CreateFunction+InvokeFunction     | -
                    lambda | lambda:* | arn:aws:lambda:*:*:event-source-mapping:* | UpdateFunctionCode                         | -
                    states | states:* | arn:aws:states:*:*:stateMachine:*         | PassRole+CreateStateMachine+StartExecution | YES
                    states | states:* | arn:aws:states:*:*:activity:*             | PassRole+CreateStateMachine+StartExecution | -
                    bedrock-agentcore | bedrock-agentcore:* | arn:aws:bedrock-agentcore:*:*:runtime/* | InvokeAgentRuntimeCommand | POSSIBLE
                    bedrock-agentcore | bedrock-agentcore:* | arn:aws:bedrock-agentcore:*:*:runtime/* | InvokeCodeInterpreter     | -
                    credentials.deadline | deadline:* | arn:aws:deadline:*:*:farm/*               | DeadlineAssumeQueueRoleForUser             | POSSIBLE
                    credentials.deadline | deadline:* | arn:aws:deadline:*:*:farm/farm-0123456789abcdef0123456789abcdef/queue/*  | DeadlineAssumeQueueRoleForUser   | POSSIBLE
                    credentials.deadline | deadline:* | arn:aws:deadline:*:*:farm/farm-0123456789abcdef0123456789abcdef/fleet/*  | DeadlineAssumeFleetRoleForWorker | POSSIBLE
                    credentials.deadline | deadline:* | arn:aws:deadline:*:*:license-endpoint/*   | DeadlineAssumeQueueRoleForUser             | -
                    appstream  | appstream:*  | arn:aws:appstream:*:*:image-builder/*     | AppStreamCreateImageBuilderStreamingURL    | POSSIBLE
                    appstream  | appstream:*  | arn:aws:appstream:*:*:app-block-builder/* | AppStreamCreateImageBuilderStreamingURL    | -
                    devicefarm | devicefarm:* | arn:aws:devicefarm:*:*:project:*          | PassRole+DeviceFarmScheduleRun             | POSSIBLE
                    devicefarm | devicefarm:* | arn:aws:devicefarm:*:*:upload:*           | PassRole+DeviceFarmScheduleRun             | -
                    """)
    void typesOfOneService(String service, String actions, String resource, String path, Certainty expected) {
        MadeRole self = role("self").inline(allow("iam:PassRole", "*"), allow(actions, resource));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted(service + ".amazonaws.com"));

        assertThat(certainties(path, self, admin))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Of documents, some run any command; what others do is not known. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    SendCommand,       arn:aws:ssm:*::document/AWS-RunShellScript,             YES
                    SendCommand,       arn:aws:ssm:eu-central-1:*:document/AWS-*,              YES
                    SendCommand,       arn:aws:ssm:*:*:document/*,                             YES
                    SendCommand,       arn:aws:ssm:*::document/AWS-UpdateSSMAgent,             POSSIBLE
                    SendCommand,       arn:aws:ssm:*:111122223333:document/AWS-RunShellScript, POSSIBLE
                    SendCommand,       arn:aws:ssm:*:111122223333:document/patch,              POSSIBLE
                    SendCommand,       arn:aws:ssm:*:111122223333:parameter/*,                 -
                    CreateAssociation, arn:aws:ssm:*::document/AWS-RunRemoteScript,            YES
                    CreateAssociation, arn:aws:ssm:*::document/AWS-GatherSoftwareInventory,    POSSIBLE
                    """)
    void documentsThatRunCommands(String path, String document, Certainty expected) {
        // given
        MadeRole self =
                role("self").inline(allow("ssm:" + path, document), allow("ssm:" + path, "arn:aws:ec2:*:*:instance/*"));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), instance("i-1").profile("p"), Made.node("i-1", "Online"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** A right to one type of resources is none to another type of the same service. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    glue:*,      arn:aws:glue:*:*:job/*,                      glue,      YES
                    glue:*,      arn:aws:glue:*:111122223333:*,               glue,      YES
                    glue:*,      arn:aws:glue:*:*:table/*,                    glue,      -
                    glue:*,      arn:aws:glue:*:111122223333:database/*,      glue,      -
                    sagemaker:*, arn:aws:sagemaker:*:*:endpoint/*,            sagemaker, -
                    sagemaker:*, arn:aws:sagemaker:*:*:training-job/*,        sagemaker, YES
                    ecs:*,       arn:aws:ecs:*:*:*,                           ecs-tasks, YES
                    apprunner:*, arn:aws:apprunner:*:*:connection/*,          tasks.apprunner, -
                    codebuild:*, arn:aws:codebuild:*:*:report-group/*,        codebuild, -
                    """)
    void resourcesOfAnotherType(String actions, String resource, String service, Certainty best) {
        // given
        MadeRole self = role("self").inline(allow("iam:PassRole", "*"), allow(actions, resource));
        MadeRole admin = role("admin").inline(allow("*", "*")).trust(BY.formatted(service + ".amazonaws.com"));

        // when, then
        assertThat(escalations(self, admin).stream().map(Escalation::certainty).max(Comparator.naturalOrder()))
                .isEqualTo(Optional.ofNullable(best));
    }

    /** Neither whether the account has users nor which groups they are in is known. */
    @ParameterizedTest
    @CsvSource({
        "AttachUserPolicy,  'iam:AttachUserPolicy, iam:CreateAccessKey', POSSIBLE",
        "AttachUserPolicy,  'iam:AttachUserPolicy, iam:CreateAccessKey, iam:CreateUser', YES",
        "PutUserPolicy,     'iam:PutUserPolicy, iam:CreateAccessKey', POSSIBLE",
        "AttachGroupPolicy, 'iam:AttachGroupPolicy, iam:CreateAccessKey, iam:CreateUser', POSSIBLE",
        "AttachGroupPolicy, 'iam:AttachGroupPolicy, iam:CreateAccessKey, iam:CreateUser, iam:CreateGroup', POSSIBLE",
        "PutGroupPolicy,    'iam:PutGroupPolicy, iam:C*, iam:AddUserToGroup', YES",
        "PutGroupPolicy,    'iam:PutGroupPolicy, iam:AddUserToGroup',"
    })
    void aUserWithAnyRightsIsOneThatIsMade(String path, String actions, Certainty expected) {
        assertThat(certainties(path + "+CreateAccessKey", role("self").inline(allow(actions, "*"))))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** The instance that runs with the role is the one that it has in its hands for certain. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    ec2:ReplaceIamInstanceProfileAssociation | *                              | self  | PassRole+ReplaceIamInstanceProfileAssociation | YES
                    ec2:ReplaceIamInstanceProfileAssociation | arn:aws:ec2:*:*:instance/i-1   | self  | PassRole+ReplaceIamInstanceProfileAssociation | YES
                    ec2:ReplaceIamInstanceProfileAssociation | arn:aws:ec2:*:*:instance/i-2   | self  | PassRole+ReplaceIamInstanceProfileAssociation | POSSIBLE
                    ec2:ReplaceIamInstanceProfileAssociation | *                              | other | PassRole+ReplaceIamInstanceProfileAssociation | POSSIBLE
                    ec2:ReplaceIamInstanceProfileAssociation | arn:aws:ec2:*:*:volume/*       | self  | PassRole+ReplaceIamInstanceProfileAssociation | -
                    iam:*RoleToInstanceProfile, iam:RemoveRoleFromInstanceProfile | *         | self  | PassRole+AddRoleToInstanceProfile | YES
                    iam:*RoleToInstanceProfile, iam:RemoveRoleFromInstanceProfile | arn:aws:iam::*:instance-profile/own | self | PassRole+AddRoleToInstanceProfile | YES
                    iam:*RoleToInstanceProfile, iam:RemoveRoleFromInstanceProfile | arn:aws:iam::*:instance-profile/x-* | self | PassRole+AddRoleToInstanceProfile | POSSIBLE
                    iam:*RoleToInstanceProfile               | *                              | self  | PassRole+AddRoleToInstanceProfile | -
                    ec2:AssociateIamInstanceProfile          | *                              | self  | PassRole+AssociateIamInstanceProfile | POSSIBLE
                    """)
    void aRoleIsPassedToTheInstanceThatRunsWithTheRole(
            String actions, String resource, String ofInstance, String path, Certainty expected) {
        // given
        MadeRole self = role("self").inline(allow("iam:PassRole", "*"), allow(actions, resource));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        boolean intoProfile = path.endsWith("AddRoleToInstanceProfile");
        Estate estate = Estates.estate()
                .with(
                        self,
                        admin,
                        Made.profile("own", ofInstance),
                        instance("i-1").profile("own"))
                .with(Made.profile("p", intoProfile ? "third" : "admin"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .filteredOn(one -> one.name().equals(path) && one.administrator())
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Who may change a SAML provider signs assertions that name any user, for any role that trusts it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    sts:AssumeRoleWithSAML | 111122223333:saml-provider/idp      | ''                                                                      | *                                    | YES
                    sts:AssumeRoleWithSAML | 111122223333:saml-provider/idp      | 'StringEquals':{'SAML:aud':'https://signin.aws.amazon.com/saml'}        | arn:aws:iam::*:saml-provider/idp     | YES
                    sts:AssumeRoleWithSAML | 111122223333:saml-provider/idp      | 'StringEquals':{'SAML:sub':'somebody'}                                  | *                                    | POSSIBLE
                    sts:AssumeRoleWithSAML | 111122223333:saml-provider/idp      | ''                                                                      | arn:aws:iam::*:saml-provider/other   | -
                    sts:AssumeRoleWithSAML | 444455556666:saml-provider/idp      | ''                                                                      | *                                    | -
                    sts:AssumeRoleWithSAML | 111122223333:saml-provider/AWSSSO_1 | ''                                                                      | *                                    | POSSIBLE
                    sts:AssumeRole         | 111122223333:saml-provider/idp      | ''                                                                      | *                                    | -
                    sts:AssumeRoleWithWebIdentity | 111122223333:oidc-provider/idp | ''                                                                   | *                                    | -
                    """)
    void aSamlProviderThatIsChangedAdmitsToRoles(
            String action, String provider, String condition, String resource, Certainty expected) {
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'%s','Principal':{'Federated':'arn:aws:iam::%s'},'Condition':{%s}}"
                        .formatted(action, provider, condition.equals("''") ? "" : condition));

        assertThat(certainties(
                        "UpdateSAMLProvider", role("self").inline(allow("iam:UpdateSAMLProvider", resource)), admin))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    private static List<Certainty> certainties(String path, MadeRole self, MadeRole... others) {
        return escalations(self, others).stream()
                .filter(one -> one.name().equals(path) && one.administrator())
                .map(Escalation::certainty)
                .toList();
    }
}
