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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What ways need besides the actions that they are named by: the labs of DataDog's pathfinding.cloud are made with the rights that the way
 * needed in an account of AWS, and its descriptions say what had to be there.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     Authorization Reference</a>, the actions that an operation is authorized by, and their types of resources
 */
class EscalationNeedsTest {

    private static final String BY = "{'Effect':'Allow','Action':'%s','Principal':{'%s':'%s.amazonaws.com'}}";

    /** Any role, and to EC2 by a profile of its own. */
    private static final String PASSES = "iam:PassRole, iam:CreateInstanceProfile, iam:AddRoleToInstanceProfile, ";

    /** Services that are not open to new customers, as App Runner since 30 April 2026, serve those who have them already. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    cognito-identity:*                                | cognito-identity | PassRole+SetIdentityPoolRoles  | POSSIBLE
                    cloudformation:*                                  | cloudformation   | PassRole+CreateStackSet        | POSSIBLE
                    cloudformation:*                                  | cloudformation   | PassRole+UpdateStackSet        | POSSIBLE
                    cloudformation:*                                  | cloudformation   | PassRole+CreateStack           | YES
                    sagemaker:CreateNotebookInstance                  | sagemaker        | PassRole+CreateNotebookInstance | POSSIBLE
                    sagemaker:CreateNotebookInstance, sagemaker:CreatePresigned* | sagemaker | PassRole+CreateNotebookInstance | YES
                    sagemaker:CreateNotebookInstance*                 | sagemaker        | PassRole+CreateNotebookInstance | POSSIBLE
                    sagemaker:CreateNotebookInstance*                 | sagemaker        | PassRole+CreateNotebookInstanceLifecycleConfig+CreateNotebookInstance | YES
                    imagebuilder:Create*                              | ec2              | PassRole+ImageBuilderCreateImage | POSSIBLE
                    imagebuilder:*                                    | ec2              | PassRole+ImageBuilderCreateImage | POSSIBLE
                    imagebuilder:*, ec2:DescribeImages                | ec2              | PassRole+ImageBuilderCreateImage | YES
                    apprunner:*                                       | tasks.apprunner  | PassRole+AppRunnerCreateService | POSSIBLE
                    emr-serverless:StartJobRun                        | emr-serverless   | PassRole+EmrServerlessStartJobRun | POSSIBLE
                    emr-serverless:StartJobRun, emr-serverless:Create* | emr-serverless  | PassRole+EmrServerlessStartJobRun | YES
                    emr-serverless:Create*                            | emr-serverless   | PassRole+EmrServerlessStartJobRun | -
                    """)
    void besidesTheActions(String actions, String service, String path, Certainty expected) {
        assertThat(certainties(path, role("self").inline(allow(PASSES + actions, "*")), admin(service)))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Services that run what they are given with a role, as AWS documents of each. MicroVMs want a trust policy that lets sessions have tags; their shell comes by a connector, and hooks of
     * an image run with the role as well. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    lambda:RunMicrovm, lambda:CreateMicrovmShellAuthToken, lambda:PassNetworkConnector | lambda | PassRole+RunMicrovm | POSSIBLE
                    lambda:RunMicrovm, lambda:CreateMicrovmShellAuthToken | lambda   | PassRole+RunMicrovm        | -
                    lambda:RunMicrovm, lambda:CreateMicrovmAuthToken, lambda:PassNetworkConnector | lambda | PassRole+RunMicrovm | -
                    lambda:RunMicrovm, lambda:CreateMicrovmImage      | lambda       | PassRole+CreateMicrovmImage+RunMicrovm | POSSIBLE
                    lambda:RunMicrovm, lambda:UpdateMicrovmImage      | lambda       | PassRole+UpdateMicrovmImage+RunMicrovm | POSSIBLE
                    lambda:CreateMicrovmImage                         | lambda       | PassRole+CreateMicrovmImage+RunMicrovm | -
                    ecs:CreateExpressGatewayService, ecs:CreateCluster, ecs:Register* | ecs-tasks | PassRole+CreateExpressGatewayService | POSSIBLE
                    sagemaker:CreateModel, sagemaker:CreateEndpoint*  | sagemaker    | PassRole+CreateModel+CreateEndpoint | YES
                    sagemaker:CreateModel, sagemaker:CreateEndpoint   | sagemaker    | PassRole+CreateModel+CreateEndpoint | -
                    sagemaker:CreateModel, sagemaker:CreateTransform* | sagemaker    | PassRole+CreateModel+CreateTransformJob | YES
                    ssm:UpdateManagedInstanceRole                     | ssm          | PassRole+UpdateManagedInstanceRole | POSSIBLE
                    ssm:UpdateManagedInstanceRole, ssm:CreateActivation | ssm        | PassRole+UpdateManagedInstanceRole | YES
                    scheduler:UpdateSchedule                          | scheduler    | PassRole+UpdateSchedule    | POSSIBLE
                    scheduler:*                                       | scheduler    | PassRole+UpdateSchedule    | YES
                    apigateway:POST, apigateway:PUT                   | apigateway   | PassRole+ImportRestApi     | YES
                    apigateway:POST                                   | apigateway   | PassRole+ImportRestApi     | POSSIBLE
                    apigateway:PUT                                    | apigateway   | PassRole+ImportRestApi     | -
                    apigateway:GET, apigateway:PATCH                  | apigateway   | PassRole+ImportRestApi     | -
                    amplify:UpdateApp, amplify:StartJob               | amplify      | AmplifyUpdateApp+StartJob  | POSSIBLE
                    synthetics:UpdateCanary                           | lambda       | UpdateCanary               | POSSIBLE
                    kinesisanalytics:UpdateApplication                | kinesisanalytics | KinesisAnalyticsUpdateApplication | POSSIBLE
                    """)
    void whatRunsWithARole(String actions, String service, String path, Certainty expected) {
        besidesTheActions(actions, service, path, expected);
    }

    /**
     * Any image of the same architecture and billing may take the place of a running instance's root volume.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/replace-root.html">EC2 User Guide, replace a root volume</a>
     */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    *,                          *, POSSIBLE
                    arn:aws:ec2:*:*:instance/*, *, POSSIBLE
                    arn:aws:ec2:*:*:instance/*, arn:aws:ec2:*:*:instance/*, -
                    arn:aws:ec2:*:*:instance/i-2, *, -
                    """)
    void anInstanceWhoseRootVolumeIsReplaced(String instances, String volumes, Certainty expected) {
        // given
        String action = "ec2:CreateReplaceRootVolumeTask";
        MadeRole self = role("self")
                .inline(
                        allow(action, instances),
                        allow(action, volumes.equals("*") ? "arn:aws:ec2:*:*:volume/*" : volumes),
                        allow(action, volumes.equals("*") ? "arn:aws:ec2:*:*:replace-root-volume-task/*" : volumes));
        MadeRole admin = role("admin").inline(allow("*", "*")).trustedByEc2();
        Estate estate = Estates.estate()
                .with(self, admin, Made.profile("p", "admin"), instance("i-1").profile("p"))
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).escalations(self.resource()))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /** Rights over all resources of a service, as policies for teams name them, are rights over those of the type that the action has. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    bedrock-agentcore:* | arn:aws:bedrock-agentcore:*:*:runtime/*                          | bedrock-agentcore:CreateAgentRuntime, bedrock-agentcore:CreateWorkloadIdentity | bedrock-agentcore | PassRole+CreateAgentRuntime | YES
                    bedrock-agentcore:* | arn:aws:bedrock-agentcore:*:*:browser-custom/*                   | bedrock-agentcore:CreateAgentRuntime, bedrock-agentcore:CreateWorkloadIdentity | bedrock-agentcore | PassRole+CreateAgentRuntime | -
                    bedrock-agentcore:CreateWorkloadIdentity | arn:aws:bedrock-agentcore:*:*:workload-identity-directory/* | bedrock-agentcore:*Runtime* | bedrock-agentcore | PassRole+CreateAgentRuntime | YES
                    braket:CreateJob    | arn:aws:braket:*:*:job/*                                         | x:y                                       | braket    | PassRole+BraketCreateJob                    | YES
                    braket:CreateJob    | arn:aws:braket:*:*:quantum-task/*                                | x:y                                       | braket    | PassRole+BraketCreateJob                    | -
                    ecs:CreateCluster   | arn:aws:ecs:*:*:cluster/*                                        | ecs:RegisterTaskDefinition, ecs:RunTask   | ecs-tasks | PassRole+RegisterTaskDefinition+RunTask     | YES
                    elasticbeanstalk:*  | arn:aws:elasticbeanstalk:*:*:applicationversion/*                | cloudformation:*, autoscaling:*, elasticbeanstalk:UpdateEnvironment | ec2 | BeanstalkUpdateEnvironment | -
                    elasticbeanstalk:*  | arn:aws:elasticbeanstalk:*:*:application*                        | cloudformation:*, autoscaling:*, elasticbeanstalk:UpdateEnvironment | ec2 | BeanstalkUpdateEnvironment | POSSIBLE
                    """)
    void onTheTypeOfResourcesOfTheAction(
            String actions, String resource, String others, String service, String path, Certainty expected) {
        MadeRole self = role("self").inline(allow(actions, resource), allow(PASSES + others, "*"));

        assertThat(certainties(path, self, admin(service)))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /**
     * A cluster of EMR, a Spot fleet and an Express service of ECS have a role of the service's besides that of their instances or tasks. Whether
     * one is there that does what the service does with it is seen; EMR passes the role of the instances on by its own.
     *
     * @see <a href="https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role.html">Amazon EMR Management Guide, service role</a>
     * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html">Amazon ECS Developer Guide,
     *     infrastructure role</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    elasticmapreduce:RunJobFlow | elasticmapreduce | ec2:*, iam:PassRole      | * | PassRole+RunJobFlow       | YES
                    elasticmapreduce:RunJobFlow | elasticmapreduce | ec2:RunInstances, iam:*  | * | PassRole+RunJobFlow       | YES
                    elasticmapreduce:RunJobFlow | elasticmapreduce | ec2:*                    | * | PassRole+RunJobFlow       | POSSIBLE
                    elasticmapreduce:RunJobFlow | elasticmapreduce | ec2:Describe*, iam:PassRole | * | PassRole+RunJobFlow    | POSSIBLE
                    elasticmapreduce:RunJobFlow | elasticmapreduce | x:y                      | * | PassRole+RunJobFlow       | POSSIBLE
                    elasticmapreduce:RunJobFlow | states           | *                        | * | PassRole+RunJobFlow       | POSSIBLE
                    elasticmapreduce:RunJobFlow | elasticmapreduce | *                        | admin | PassRole+RunJobFlow   | POSSIBLE
                    elasticmapreduce:RunJobFlow | elasticmapreduce | *                        | other | PassRole+RunJobFlow   | -
                    ec2:R*, iam:Create*         | spotfleet        | ec2:*, iam:PassRole      | * | PassRole+RequestSpotFleet | YES
                    ec2:R*, iam:Create*         | spotfleet        | s3:*                     | * | PassRole+RequestSpotFleet | POSSIBLE
                    ec2:R*, iam:Create*         | elasticmapreduce | ec2:*, iam:PassRole      | * | PassRole+RequestSpotFleet | POSSIBLE
                    ecs:*                       | ecs              | elasticloadbalancing:*   | * | PassRole+CreateExpressGatewayService | YES
                    ecs:CreateE*, ecs:Register* | ecs              | elasticloadbalancing:*   | * | PassRole+CreateExpressGatewayService | POSSIBLE
                    ecs:Create*                 | ecs              | elasticloadbalancing:*   | * | PassRole+CreateExpressGatewayService | -
                    ecs:*                       | ecs              | ec2:*Volume*             | * | PassRole+CreateExpressGatewayService | POSSIBLE
                    """)
    void aSecondRole(String actions, String service, String rights, String passable, String path, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow(actions + ", iam:CreateInstanceProfile, iam:AddRoleToInstanceProfile", "*"),
                        allow("iam:PassRole", "arn:aws:iam::*:role/" + passable));
        MadeRole other = role("other").inline(allow(rights, "*")).trust(by("sts:AssumeRole", "Service", service));
        MadeRole admin = admin(path.contains("Express") ? "ecs-tasks" : "ec2");

        // when, then
        assertThat(certainties(path, self, admin, other))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    /**
     * Spot instances and fleets are launched with roles that belong to the services: they are there, or the role may have them made.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-fleet-prerequisites.html">EC2 User Guide, Spot Fleet
     *     permissions</a>
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ec2:RequestSpotFleet, ec2:RunInstances | spotfleet spot | PassRole+RequestSpotFleet     | YES
                    ec2:RequestSpotFleet, ec2:RunInstances | spotfleet      | PassRole+RequestSpotFleet     | POSSIBLE
                    ec2:RequestSpotFleet, ec2:RunInstances | spot           | PassRole+RequestSpotFleet     | POSSIBLE
                    ec2:RequestSpotFleet                   | spotfleet spot | PassRole+RequestSpotFleet     | POSSIBLE
                    ec2:RequestSpotInstances               | spot           | PassRole+RequestSpotInstances | YES
                    ec2:RequestSpotInstances               | spotfleet      | PassRole+RequestSpotInstances | POSSIBLE
                    ec2:RequestSpotInstances, iam:CreateServiceLinkedRole | ec2fleet | PassRole+RequestSpotInstances | YES
                    ec2:RequestSpotFleet, ec2:RunInstances, iam:CreateServiceLinkedRole | ec2fleet | PassRole+RequestSpotFleet | YES
                    """)
    void rolesThatBelongToServices(String actions, String linked, String path, Certainty expected) {
        // given
        MadeRole fleet = role("fleet")
                .inline(allow("ec2:*, iam:PassRole", "*"))
                .trust(by("sts:AssumeRole", "Service", "spotfleet"));
        Stream<MadeRole> belonging = Stream.of(linked.split(" ", -1))
                .map(service -> role("aws-service-role/" + service + ".amazonaws.com/AWSServiceRole"));
        MadeRole[] others =
                Stream.concat(Stream.of(admin("ec2"), fleet), belonging).toArray(MadeRole[]::new);

        // when, then
        assertThat(certainties(path, role("self").inline(allow(PASSES + actions, "*")), others))
                .containsExactly(expected);
    }

    /** A role may be allowed to have roles made for one service alone. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    spot.amazonaws.com,        YES
                    spotfleet.amazonaws.com,   POSSIBLE
                    autoscaling.amazonaws.com, POSSIBLE
                    """)
    void servicesThatRolesMayBeMadeFor(String service, Certainty expected) {
        MadeRole self = role("self")
                .inline(
                        allow(PASSES + "ec2:RequestSpotInstances", "*"),
                        "{'Effect':'Allow','Action':'iam:CreateServiceLinkedRole','Resource':'*','Condition':{'StringEquals':{'iam:AWSServiceName':'%s'}}}"
                                .formatted(service));

        assertThat(certainties("PassRole+RequestSpotInstances", self, admin("ec2")))
                .containsExactly(expected);
    }

    /** Roles that may be passed to the first service alone are not enough, whatever roles there are. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    ec2.amazonaws.com,       elasticmapreduce.amazonaws.com, PassRole+RunJobFlow,                  YES
                    ec2.amazonaws.com,       ec2.amazonaws.com,              PassRole+RunJobFlow,                  -
                    ec2.amazonaws.com,       spotfleet.amazonaws.com,        PassRole+RequestSpotFleet,            YES
                    ec2.amazonaws.com,       ec2.amazonaws.com,              PassRole+RequestSpotFleet,            -
                    ecs-tasks.amazonaws.com, ecs.amazonaws.com,              PassRole+CreateExpressGatewayService, YES
                    ecs-tasks.amazonaws.com, ecs-tasks.amazonaws.com,        PassRole+CreateExpressGatewayService, -
                    """)
    void servicesThatRolesMayBePassedTo(String first, String second, String path, Certainty expected) {
        // given
        MadeRole self = role("self")
                .inline(
                        allow("elasticmapreduce:*, ec2:*, ecs:*, iam:Create*, iam:AddRoleToInstanceProfile", "*"),
                        "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':{'StringEquals':{'iam:PassedToService':['%s','%s']}}}"
                                .formatted(first, second));
        MadeRole other = role("other")
                .inline(allow("*", "*"))
                .trust(by("sts:AssumeRole", "Service", second.substring(0, second.indexOf('.'))));
        MadeRole admin = admin(first.substring(0, first.indexOf('.')));

        // when, then
        assertThat(escalations(self, admin, other))
                .filteredOn(one -> one.name().equals(path) && one.target().endsWith("/admin"))
                .extracting(Escalation::certainty)
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    private static MadeRole admin(String service) {
        String name = service.equals("cognito-identity") ? "Federated" : "Service";
        String action = service.equals("cognito-identity") ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole";
        return role("admin").inline(allow("*", "*")).trust(by(action, name, service));
    }

    private static String by(String action, String type, String service) {
        return BY.formatted(action, type, service);
    }

    private static List<Certainty> certainties(String path, MadeRole self, MadeRole... others) {
        return escalations(self, others).stream()
                .filter(one -> one.name().equals(path) && one.administrator())
                .map(Escalation::certainty)
                .toList();
    }
}
