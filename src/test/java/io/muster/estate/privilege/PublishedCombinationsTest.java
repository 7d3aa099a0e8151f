package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Combinations of actions that other projects take for an escalation, each asked of a role that has just these, in an account with two
 * administrators: one that services run with, an instance among them, and one that roles of the account may assume.
 */
class PublishedCombinationsTest {

    private static final String BY = "{'Effect':'Allow','Action':'%s','Principal':{'%s':'%s'}}";

    /**
     * The paths of DataDog's pathfinding.cloud, by their numbers, with the actions that they are published with; Cloudsplaining and Prowler
     * have most of them. Those that need something which is there already, as a stack or a user, are possible: it is not seen.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    apprunner-001        | PassRole+AppRunnerCreateService                  | POSSIBLE | iam:PassRole, apprunner:CreateService, iam:CreateServiceLinkedRole
                    apprunner-002        | AppRunnerUpdateService                           | POSSIBLE | apprunner:UpdateService
                    amplify-001          | PassRole+AmplifyStartJob                         | YES      | iam:PassRole, amplify:CreateApp, amplify:CreateBranch, amplify:StartJob
                    batch-001            | PassRole+RegisterJobDefinition+SubmitJob         | POSSIBLE | iam:PassRole, batch:RegisterJobDefinition, batch:SubmitJob
                    batch-002            | SubmitJob                                        | POSSIBLE | batch:SubmitJob
                    batch-003            | PassRole+RegisterJobDefinition+SubmitJob         | YES      | iam:PassRole, batch:RegisterJobDefinition, batch:SubmitJob, batch:CreateComputeEnvironment, batch:CreateJobQueue
                    bedrock-001          | PassRole+CreateCodeInterpreter                   | YES      | iam:PassRole, bedrock-agentcore:CreateCodeInterpreter, bedrock-agentcore:StartCodeInterpreterSession, bedrock-agentcore:InvokeCodeInterpreter
                    bedrock-002          | InvokeCodeInterpreter                            | POSSIBLE | bedrock-agentcore:StartCodeInterpreterSession, bedrock-agentcore:InvokeCodeInterpreter
                    bedrock-004          | InvokeAgentRuntimeCommand                        | POSSIBLE | bedrock-agentcore:InvokeAgentRuntimeCommand
                    bedrock-007          | ConnectBrowserAutomationStream                   | POSSIBLE | bedrock-agentcore:StartBrowserSession, bedrock-agentcore:ConnectBrowserAutomationStream
                    braket-001           | PassRole+BraketCreateJob                         | YES      | iam:PassRole, braket:CreateJob
                    cloudformation-001   | PassRole+CreateStack                             | YES      | iam:PassRole, cloudformation:CreateStack
                    cloudformation-002   | UpdateStack                                      | POSSIBLE | cloudformation:UpdateStack
                    cloudformation-003   | PassRole+CreateStackSet                          | POSSIBLE | iam:PassRole, cloudformation:CreateStackSet, cloudformation:CreateStackInstances
                    cloudformation-004   | PassRole+UpdateStackSet                          | POSSIBLE | iam:PassRole, cloudformation:UpdateStackSet
                    cloudformation-005   | CreateChangeSet+ExecuteChangeSet                 | POSSIBLE | cloudformation:CreateChangeSet, cloudformation:ExecuteChangeSet
                    codebuild-001        | PassRole+CreateProject+StartBuild                | YES      | iam:PassRole, codebuild:CreateProject, codebuild:StartBuild
                    codebuild-002        | StartBuild                                       | POSSIBLE | codebuild:StartBuild
                    codebuild-003        | StartBuildBatch                                  | POSSIBLE | codebuild:StartBuildBatch
                    codebuild-004        | PassRole+CreateProject+StartBuildBatch           | YES      | iam:PassRole, codebuild:CreateProject, codebuild:StartBuildBatch
                    codedeploy-001       | CreateDeployment                                 | POSSIBLE | codedeploy:CreateDeployment, codedeploy:RegisterApplicationRevision, codedeploy:GetDeploymentConfig
                    cognito-identity-001 | PassRole+SetIdentityPoolRoles                    | POSSIBLE | iam:PassRole, cognito-identity:SetIdentityPoolRoles
                    datapipeline-001     | PassRole+CreatePipeline                          | POSSIBLE | iam:PassRole, datapipeline:CreatePipeline, datapipeline:PutPipelineDefinition, datapipeline:ActivatePipeline
                    ec2-001              | PassRole+RunInstances                            | YES      | iam:PassRole, ec2:RunInstances
                    ec2-002              | ModifyInstanceAttribute                          | YES      | ec2:ModifyInstanceAttribute, ec2:StopInstances, ec2:StartInstances
                    ec2-003              | SendSSHPublicKey                                 | POSSIBLE | ec2-instance-connect:SendSSHPublicKey, ec2:DescribeInstances
                    ec2-004              | PassRole+RequestSpotInstances                    | POSSIBLE | iam:PassRole, ec2:RequestSpotInstances
                    ec2-005              | ModifyLaunchTemplate                             | POSSIBLE | ec2:CreateLaunchTemplateVersion, ec2:ModifyLaunchTemplate
                    ecs-001              | PassRole+RegisterTaskDefinition+CreateService    | YES      | iam:PassRole, ecs:RegisterTaskDefinition, ecs:CreateService, ecs:CreateCluster
                    ecs-002              | PassRole+RegisterTaskDefinition+RunTask          | YES      | iam:PassRole, ecs:RegisterTaskDefinition, ecs:RunTask, ecs:CreateCluster
                    ecs-003              | PassRole+RegisterTaskDefinition+CreateService    | POSSIBLE | iam:PassRole, ecs:RegisterTaskDefinition, ecs:CreateService
                    ecs-004              | PassRole+RegisterTaskDefinition+RunTask          | POSSIBLE | iam:PassRole, ecs:RegisterTaskDefinition, ecs:RunTask
                    ecs-005              | PassRole+RegisterTaskDefinition+StartTask        | POSSIBLE | iam:PassRole, ecs:RegisterTaskDefinition, ecs:StartTask
                    ecs-006              | ExecuteCommand                                   | POSSIBLE | ecs:ExecuteCommand, ecs:DescribeTasks
                    ecs-007              | PassRole+StartTask                               | POSSIBLE | iam:PassRole, ecs:StartTask, ecs:RegisterContainerInstance, ecs:DeregisterContainerInstance
                    ecs-008              | PassRole+RunTask                                 | POSSIBLE | iam:PassRole, ecs:RunTask
                    emr-001              | PassRole+RunJobFlow                              | POSSIBLE | iam:PassRole, elasticmapreduce:RunJobFlow
                    emrserverless-001    | PassRole+EmrServerlessStartJobRun                | YES      | iam:PassRole, emr-serverless:StartJobRun, emr-serverless:CreateApplication
                    gamelift-001         | PassRole+CreateBuild+CreateFleet                 | YES      | iam:PassRole, gamelift:CreateBuild, gamelift:CreateFleet
                    glue-001             | PassRole+CreateDevEndpoint                       | YES      | iam:PassRole, glue:CreateDevEndpoint
                    glue-002             | UpdateDevEndpoint                                | POSSIBLE | glue:UpdateDevEndpoint
                    glue-003             | PassRole+CreateJob+StartJobRun                   | YES      | iam:PassRole, glue:CreateJob, glue:StartJobRun
                    glue-004             | PassRole+CreateJob+CreateTrigger                 | YES      | iam:PassRole, glue:CreateJob, glue:CreateTrigger
                    glue-005             | PassRole+UpdateJob+StartJobRun                   | POSSIBLE | iam:PassRole, glue:UpdateJob, glue:StartJobRun
                    glue-006             | PassRole+UpdateJob+CreateTrigger                 | POSSIBLE | iam:PassRole, glue:UpdateJob, glue:CreateTrigger
                    glue-007             | PassRole+CreateSession+RunStatement              | YES      | iam:PassRole, glue:CreateSession, glue:RunStatement
                    iam-001              | CreatePolicyVersion                              | YES      | iam:CreatePolicyVersion
                    iam-002              | CreateAccessKey                                  | POSSIBLE | iam:CreateAccessKey
                    iam-003              | CreateAccessKey+DeleteAccessKey                  | POSSIBLE | iam:CreateAccessKey, iam:DeleteAccessKey
                    iam-004              | CreateLoginProfile                               | POSSIBLE | iam:CreateLoginProfile
                    iam-005              | PutRolePolicy                                    | YES      | iam:PutRolePolicy
                    iam-006              | UpdateLoginProfile                               | POSSIBLE | iam:UpdateLoginProfile
                    iam-007              | PutUserPolicy                                    | POSSIBLE | iam:PutUserPolicy
                    iam-008              | AttachUserPolicy                                 | POSSIBLE | iam:AttachUserPolicy
                    iam-009              | AttachRolePolicy                                 | YES      | iam:AttachRolePolicy
                    iam-010              | AttachGroupPolicy                                | POSSIBLE | iam:AttachGroupPolicy
                    iam-011              | PutGroupPolicy                                   | POSSIBLE | iam:PutGroupPolicy
                    iam-012              | UpdateAssumeRolePolicy                           | YES      | iam:UpdateAssumeRolePolicy
                    iam-013              | AddUserToGroup                                   | POSSIBLE | iam:AddUserToGroup
                    iam-014              | AttachRolePolicy+AssumeRole                      | YES      | iam:AttachRolePolicy, sts:AssumeRole
                    iam-015              | AttachUserPolicy+CreateAccessKey                 | POSSIBLE | iam:AttachUserPolicy, iam:CreateAccessKey
                    iam-016              | CreatePolicyVersion+AssumeRole                   | YES      | iam:CreatePolicyVersion, sts:AssumeRole
                    iam-017              | PutRolePolicy+AssumeRole                         | YES      | iam:PutRolePolicy, sts:AssumeRole
                    iam-018              | PutUserPolicy+CreateAccessKey                    | POSSIBLE | iam:PutUserPolicy, iam:CreateAccessKey
                    iam-019              | AttachRolePolicy+UpdateAssumeRolePolicy          | YES      | iam:AttachRolePolicy, iam:UpdateAssumeRolePolicy
                    iam-020              | CreatePolicyVersion+UpdateAssumeRolePolicy       | YES      | iam:CreatePolicyVersion, iam:UpdateAssumeRolePolicy
                    iam-021              | PutRolePolicy+UpdateAssumeRolePolicy             | YES      | iam:PutRolePolicy, iam:UpdateAssumeRolePolicy
                    imagebuilder-001     | PassRole+ImageBuilderCreateImage                 | POSSIBLE | iam:PassRole, imagebuilder:CreateComponent, imagebuilder:CreateImageRecipe, imagebuilder:CreateInfrastructureConfiguration, imagebuilder:CreateImage
                    kinesisanalytics-001 | PassRole+KinesisAnalyticsStartApplication        | YES      | iam:PassRole, kinesisanalytics:CreateApplication, kinesisanalytics:StartApplication
                    lambda-001           | PassRole+CreateFunction+InvokeFunction           | YES      | iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction
                    lambda-002           | PassRole+CreateFunction+CreateEventSourceMapping | YES      | iam:PassRole, lambda:CreateFunction, lambda:CreateEventSourceMapping
                    lambda-003           | UpdateFunctionCode                               | POSSIBLE | lambda:UpdateFunctionCode
                    lambda-004           | UpdateFunctionCode                               | POSSIBLE | lambda:UpdateFunctionCode, lambda:InvokeFunction
                    lambda-005           | UpdateFunctionCode                               | POSSIBLE | lambda:UpdateFunctionCode, lambda:AddPermission
                    lambda-006           | PassRole+CreateFunction+AddPermission            | YES      | iam:PassRole, lambda:CreateFunction, lambda:AddPermission
                    omics-001            | PassRole+OmicsStartRun                           | YES      | iam:PassRole, omics:CreateWorkflow, omics:StartRun
                    sagemaker-001        | PassRole+CreateNotebookInstance                  | POSSIBLE | iam:PassRole, sagemaker:CreateNotebookInstance
                    sagemaker-002        | PassRole+CreateTrainingJob                       | YES      | iam:PassRole, sagemaker:CreateTrainingJob
                    sagemaker-003        | PassRole+CreateProcessingJob                     | YES      | iam:PassRole, sagemaker:CreateProcessingJob
                    sagemaker-004        | CreatePresignedNotebookInstanceUrl               | POSSIBLE | sagemaker:CreatePresignedNotebookInstanceUrl
                    sagemaker-005        | NotebookInstanceLifecycleConfig                  | POSSIBLE | sagemaker:CreateNotebookInstanceLifecycleConfig, sagemaker:StopNotebookInstance, sagemaker:UpdateNotebookInstance, sagemaker:StartNotebookInstance
                    scheduler-001        | PassRole+CreateSchedule                          | YES      | iam:PassRole, scheduler:CreateSchedule
                    ssm-001              | StartSession                                     | YES      | ssm:StartSession
                    ssm-002              | SendCommand                                      | YES      | ssm:SendCommand
                    ssm-003              | PassRole+StartAutomationExecution                | YES      | iam:PassRole, ssm:StartAutomationExecution, ssm:CreateDocument
                    stepfunctions-001    | PassRole+CreateStateMachine+StartExecution       | YES      | iam:PassRole, states:CreateStateMachine, states:StartExecution
                    stepfunctions-002    | UpdateStateMachine+StartExecution                | POSSIBLE | states:UpdateStateMachine, states:StartExecution
                    sts-001              | AssumeRole                                       | YES      | sts:AssumeRole
                    """)
    void isFound(String id, String path, Certainty expected, String actions) {
        assertThat(escalations(actions).stream()
                        .filter(one -> one.name().equals(path))
                        .map(Escalation::certainty)
                        .max(Comparator.naturalOrder()))
                .as(id)
                .contains(expected);
    }

    /**
     * What is taken for one and is none: something is missing by which code runs with the role, or rights are changed. AWS CodeStar, in Rhino's list and
     * Prowler's, is closed since 31 July 2024; a pipeline of Data Pipeline without a definition does nothing (Cloudsplaining), and an interpreter of
     * AgentCore is invoked in a session alone (Prowler).
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:PassRole",
                "iam:PassRole, codestar:CreateProject",
                "codestar:CreateProjectFromTemplate",
                "codestar:CreateProject, codestar:AssociateTeamMember",
                "iam:PassRole, datapipeline:CreatePipeline",
                "iam:PassRole, datapipeline:CreatePipeline, datapipeline:PutPipelineDefinition",
                "iam:PassRole, bedrock-agentcore:CreateCodeInterpreter, bedrock-agentcore:InvokeCodeInterpreter",
                "iam:PassRole, lambda:CreateFunction",
                "iam:PassRole, glue:CreateJob",
                "iam:PassRole, ecs:RegisterTaskDefinition",
                "iam:PassRole, sagemaker:CreateModel",
                "iam:PassRole, states:CreateStateMachine",
                "iam:PassRole, cloudformation:CreateChangeSet",
                "iam:PassRole, autoscaling:CreateLaunchConfiguration",
                "iam:PassRole, cloudtrail:CreateTrail",
                "lambda:InvokeFunction, lambda:AddPermission",
                "ec2:ModifyInstanceAttribute, ec2:StopInstances",
                "ec2:CreateLaunchTemplate",
                "iam:CreateUser",
                "iam:CreateRole, iam:CreatePolicy",
                "iam:CreateInstanceProfile, iam:AddRoleToInstanceProfile, ec2:RunInstances",
                "iam:PutRolePermissionsBoundary, iam:DeleteRolePermissionsBoundary",
                "iam:DetachRolePolicy, iam:DeleteRolePolicy",
                "iam:DeleteAccessKey, iam:UpdateAccessKey"
            })
    void isNone(String actions) {
        assertThat(escalations(actions)).isEmpty();
    }

    private static List<Escalation> escalations(String actions) {
        MadeRole self = role("self").attached(allow(actions, "*"));
        MadeRole ofServices = role("of-services").attached(allow("*", "*")).trust(trustOfServices());
        MadeRole ofAccount = role("of-account")
                .attached(allow("*", "*"))
                .trust(BY.formatted("sts:AssumeRole", "AWS", Estates.ACCOUNT));
        Estate estate = Estates.estate()
                .with(self, ofServices, ofAccount, Made.profile("p", "of-services"))
                .with(instance("i-1").profile("p"), Made.node("i-1", "Online"))
                .build();
        return PrivilegeGraph.of(estate).escalations(self.resource());
    }

    private static String[] trustOfServices() {
        Stream<String> services = EscalationPath.ALL.stream()
                .map(EscalationPath::service)
                .filter(Objects::nonNull)
                .distinct()
                .map(service -> BY.formatted("sts:AssumeRole", "Service", service));
        String pools = BY.formatted("sts:AssumeRoleWithWebIdentity", "Federated", "cognito-identity.amazonaws.com");
        return Stream.concat(services, Stream.of(pools)).toArray(String[]::new);
    }
}
