package io.muster.estate.privilege;

import static io.muster.estate.MadeInstance.instance;
import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole accounts that Rhino Security Labs' CloudGoat, BishopFox's iam-vulnerable and DataDog's pathfinding-labs publish with the way through them. The user
 * with whom the way begins is a role here.
 */
class LabelledAccountsTest {

    private static final String BY = "{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'%s':'%s'}}";
    private static final String PERSON = "arn:aws:iam::" + Estates.ACCOUNT + ":user/person";
    private static final String ROLE = "arn:aws:iam::" + Estates.ACCOUNT + ":role/";

    /** The escalations as their name, the target's name, whether they lead to an administrator, and their certainty. */
    @ParameterizedTest
    @MethodSource("accounts")
    void theEscalationsAreThoseThatArePublished(List<MadeRole> roles, List<String> expected) {
        Estate account = Estates.estate()
                .with(roles.toArray(MadeRole[]::new))
                .with(Made.profile("p", "host"), instance("i-1").profile("p"), Made.node("i-1", "Online"))
                .build();

        assertThat(PrivilegeGraph.of(account).escalations(roles.get(0).resource()))
                .extracting(way ->
                        way.name() + " " + way.target().substring(way.target().lastIndexOf('/') + 1)
                                + (way.administrator() ? " administrator " : " ") + way.certainty())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                argumentSet(
                        "iam_privesc_by_attachment",
                        List.of(
                                role("kerrigan")
                                        .trust(BY.formatted("AWS", PERSON))
                                        .attached(
                                                allow(
                                                        "iam:AddRoleToInstanceProfile,iam:ListRoles,iam:PassRole,iam:RemoveRoleFromInstanceProfile",
                                                        "*"),
                                                allow(
                                                        "ec2:AssociateIamInstanceProfile,ec2:CreateKeyPair,ec2:RunInstances",
                                                        "*")),
                                role("host").trustedByEc2(),
                                administrator("mighty").trustedByEc2()),
                        List.of(
                                "PassRole+RunInstances mighty administrator YES",
                                "PassRole+AssociateIamInstanceProfile mighty administrator YES",
                                "PassRole+AddRoleToInstanceProfile mighty administrator POSSIBLE")),
                argumentSet(
                        "glue_privesc",
                        List.of(
                                role("glue-admin")
                                        .inline(
                                                allow(
                                                        "glue:CreateJob,iam:PassRole,iam:Get*,iam:List*,glue:CreateTrigger,glue:StartJobRun,glue:UpdateJob",
                                                        "*"),
                                                allow("s3:ListBucket", "arn:aws:s3:::test-glue-scenario2")),
                                byService("ssm-parameters", "glue").attached(allow("s3:*,ssm:*", "*")),
                                byService("to-catalog", "lambda").attached(allow("s3:*,glue:*", "*"))),
                        List.of(
                                "PassRole+CreateJob+StartJobRun ssm-parameters YES",
                                "PassRole+CreateJob+CreateTrigger ssm-parameters YES",
                                "PassRole+UpdateJob+StartJobRun ssm-parameters YES",
                                "PassRole+UpdateJob+CreateTrigger ssm-parameters YES")),
                argumentSet(
                        "federated_console_takeover",
                        List.of(
                                role("initial")
                                        .inline(
                                                allow("ec2:DescribeInstances,iam:ListRoles,ssm:StartSession", "*"),
                                                allow(
                                                        "ssm:TerminateSession",
                                                        "arn:aws:ssm:*:*:session/${aws:username}-*")),
                                role("host")
                                        .trustedByEc2()
                                        .inline(allow("iam:ListUsers,ec2:*,ssm:GetParameter*", "*"))),
                        List.of("StartSession host YES")),
                argumentSet(
                        "agentcore_identity_confusion",
                        List.of(
                                role("sandy")
                                        .trust(BY.formatted("AWS", PERSON))
                                        .attached(
                                                allow("bedrock:Get*,bedrock:List*,bedrock-agentcore:Get*", "*"),
                                                allow("bedrock-agentcore:*CodeInterpreter*", "*"),
                                                allow("iam:PassRole", ROLE + "agentcore_*")),
                                byService("agentcore_interpreter", "bedrock-agentcore")
                                        .inline(allow("s3:PutObject,s3:GetObject,s3:ListBucket", "arn:aws:s3:::kb*")),
                                byService("agentcore_secrets", "bedrock-agentcore")
                                        .inline(allow("secretsmanager:GetSecretValue", "*")),
                                byService("other", "bedrock-agentcore").inline(allow("*", "*"))),
                        List.of(
                                "PassRole+CreateCodeInterpreter agentcore_interpreter YES",
                                "PassRole+CreateCodeInterpreter agentcore_secrets YES",
                                "InvokeCodeInterpreter agentcore_interpreter POSSIBLE",
                                "InvokeCodeInterpreter agentcore_secrets POSSIBLE",
                                "InvokeCodeInterpreter other administrator POSSIBLE")),
                argumentSet(
                        "vulnerable_lambda, whose code is not read",
                        List.of(
                                role("bilbo")
                                        .inline(allow("sts:AssumeRole", ROLE + "invoker*"), allow("iam:Get*", "*")),
                                role("invoker")
                                        .trust(BY.formatted("AWS", ROLE + "bilbo"))
                                        .inline(allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:applier")),
                                byService("applier", "lambda").inline(allow("iam:AttachUserPolicy", "*"))),
                        List.of("AssumeRole invoker YES")),
                argumentSet(
                        "a role that trusts the account, without policies",
                        List.of(
                                role("anyone").inline(allow("sts:AssumeRole", "*")),
                                role("permissive").trust(BY.formatted("AWS", Estates.ACCOUNT))),
                        List.of()),
                argumentSet(
                        "sts-001 to ecs-002, over two roles",
                        List.of(
                                role("starting").inline(allow("sts:AssumeRole", ROLE + "deployer")),
                                role("deployer")
                                        .trust(BY.formatted("AWS", ROLE + "starting"))
                                        .inline(allow(
                                                "iam:PassRole,ecs:CreateCluster,ecs:RegisterTaskDefinition,ecs:RunTask",
                                                "*")),
                                administrator("task").trust(BY.formatted("Service", "ecs-tasks.amazonaws.com"))),
                        List.of("AssumeRole deployer administrator YES")),
                argumentSet(
                        "lambda-004 to iam-002, over a function that is there",
                        List.of(
                                role("starting").inline(allow("lambda:UpdateFunctionCode,lambda:InvokeFunction", "*")),
                                byService("function", "lambda").inline(allow("iam:CreateAccessKey", "*"))),
                        List.of("UpdateFunctionCode function administrator POSSIBLE")),
                argumentSet(
                        "test-s3-read-write-delete-permission-edges",
                        List.of(
                                role("starting").inline(allow("sts:AssumeRole", ROLE + "role-*-only")),
                                bucketRole("role-read-only", "s3:GetObject"),
                                bucketRole("role-write-only", "s3:PutObject"),
                                bucketRole("role-delete-only", "s3:DeleteObject")),
                        List.of(
                                "AssumeRole role-read-only YES",
                                "AssumeRole role-write-only YES",
                                "AssumeRole role-delete-only YES")),
                argumentSet(
                        "ecs_efs_attack, by its administrator of file systems",
                        List.of(
                                role("lambda").inline(allow("sts:AssumeRole", ROLE + "efs-admin")),
                                role("efs-admin")
                                        .trust(BY.formatted("AWS", Estates.ACCOUNT))
                                        .inline(allow(
                                                "elasticfilesystem:ClientMount,elasticfilesystem:ClientRootAccess,elasticfilesystem:ClientWrite",
                                                "*"))),
                        List.of("AssumeRole efs-admin YES")),
                argumentSet(
                        "ecs_efs_attack, whose two roles' rights combine in the end",
                        List.of(
                                role("ec2-role")
                                        .trustedByEc2()
                                        .inline(allow(
                                                "ecs:Describe*,ecs:List*,ecs:RegisterTaskDefinition,ecs:UpdateService,iam:PassRole,iam:List*,iam:Get*,ec2:CreateTags,ec2:Describe*",
                                                "*")),
                                byService("ecs-role", "ecs-tasks")
                                        .inline(
                                                allow("ecs:DescribeTaskDefinition,ec2:DescribeInstances", "*"),
                                                "{'Effect':'Allow','Action':'ssm:StartSession','Resource':'arn:aws:ec2:*:*:instance/*',"
                                                        + "'Condition':{'StringEquals':{'aws:ResourceTag/StartSession':'true'}}}")),
                        List.of("PassRole+RegisterTaskDefinition+UpdateService ecs-role POSSIBLE")),
                argumentSet(
                        "s3_version_rollback_via_cfn",
                        List.of(
                                role("web-manager")
                                        .inline(
                                                allow("iam:PassRole", ROLE + "CloudFormationRole"),
                                                allow("cloudformation:CreateStack,lambda:InvokeFunction", "*")),
                                byService("CloudFormationRole", "cloudformation")
                                        .inline(allow("iam:PassRole,lambda:CreateFunction", "*")),
                                byService("writer", "lambda").inline(allow("s3:PutObject", "arn:aws:s3:::site/*"))),
                        List.of("PassRole+CreateStack CloudFormationRole YES")),
                argumentSet(
                        "role-chain-to-s3",
                        List.of(
                                role("initial").inline(allow("sts:AssumeRole", ROLE + "middle")),
                                role("middle")
                                        .trust(BY.formatted("AWS", ROLE + "initial"))
                                        .inline(allow("sts:AssumeRole", ROLE + "last")),
                                role("last")
                                        .trust(BY.formatted("AWS", ROLE + "middle"))
                                        .inline(allow("s3:GetObject", "*"))),
                        List.of("AssumeRole middle YES")));
    }

    private static MadeRole byService(String name, String service) {
        return role(name).trust(BY.formatted("Service", service + ".amazonaws.com"));
    }

    private static MadeRole bucketRole(String name, String action) {
        return role(name).trust(BY.formatted("AWS", ROLE + "starting")).inline(allow(action, "arn:aws:s3:::bucket/*"));
    }

    private static MadeRole administrator(String name) {
        return role(name).attachedOfAws("AdministratorAccess", allow("*", "*"));
    }
}
